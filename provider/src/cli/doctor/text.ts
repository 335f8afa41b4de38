import { visible } from "../words";
import type { Examination } from "./examination";
import type { Result, Status } from "./result";

const signs: Record<Status, string> = { fine: "+", finding: "!", information: "i", unknown: "?", notAsked: "." };

/** What doctor found, for a terminal: check by check, with what to do. No format relies on colour. */
export function textOf({ deployment, results }: Examination): string {
  const head = deployment === null ? "" : `Deployment: ${visible(deployment)}\n\n`;
  const count = (status: Status): number => results.filter((result) => result.status === status).length;
  const summary = `${count("finding")} findings, ${count("unknown")} could not be told, ${count("fine")} fine, ${count("notAsked")} not asked.`;
  return `${head}${results.map(paragraph).join("\n")}\n${summary}\n`;
}

function paragraph({ check, subject, status, code, asked, found, advice }: Result): string {
  const lines = [
    `${signs[status]} ${check}, ${subject}: ${found}${code === undefined ? "" : ` [${code}]`}`,
    ...(status === "fine" ? [] : [`    Asked: ${asked}`]),
    ...(advice === undefined ? [] : [`    To do: ${advice}`]),
  ];
  return lines.map(visible).join("\n");
}
