import { bounded } from "../../../bounded";
import type { Code } from "../../../codes";
import { sentence } from "../../sentence";
import type { Result } from "../result";
import type { Answer, Response } from "./answer";
import type { Asker } from "./asker";
import { adviceOn } from "./failure";
import { askedWords, finding, notAsked, resultsOf, type Verdict } from "./verdict";
import { isHtml, readXml, XmlProblem, type Element } from "./xml";

/** The codes of a metadata document. */
export const metadataCodes: DocumentCodes = { unreachable: "metadataUnreachable", wrong: "metadataWrong" };

/** What it is called that a document did not come, or is another one than was asked for. */
export interface DocumentCodes {
  unreachable: Code;
  wrong: Code;
}

/** A question for a document. */
export interface DocumentQuestion {
  check: string;
  subject: string;
  uri: URL;
  codes: DocumentCodes;
  /** What the document is worth, once it is XML. */
  judge: (root: Element) => Verdict[];
}

/** Asks for a document, and says what it is worth. */
export async function lookAtDocument({ check, subject, uri, codes, judge }: DocumentQuestion, asker: Asker): Promise<Result[]> {
  const asked = await asker.ask(uri);
  if (asked.answer === undefined) return [notAsked({ check, subject, uri })];
  const document = documentOf(asked.answer, uri.hostname, codes);
  const verdicts = "verdict" in document ? [document.verdict] : judge(document);
  return resultsOf({ check, subject, asked: askedWords(asked) }, verdicts);
}

/** The document that came back; or the verdict that none of use did. */
function documentOf(answer: Answer, host: string, codes: DocumentCodes): Element | { verdict: Verdict } {
  if (answer.failure !== undefined) {
    const { failure } = answer;
    const code = failure.kind === "tooLarge" ? codes.wrong : codes.unreachable;
    return { verdict: finding(code, failure.words, adviceOn(failure, host)) };
  }
  const { response } = answer;
  if (response.status !== 200)
    return { verdict: finding(codes.unreachable, statusWords(response), `Open the address in a browser, and see what ${host} shows.`) };
  if (isHtml(response.body))
    return {
      verdict: finding(
        codes.wrong,
        "It returned an HTML page, such as one of sign-in, and no XML document.",
        "Correct the address, or see to it that the address needs no sign-in.",
      ),
    };
  try {
    return readXml(response.body);
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    return {
      verdict: finding(
        codes.wrong,
        sentence(`It returned a document that ${bounded(error.message, 300)}`),
        "Open the address in a browser, and see what it is.",
      ),
    };
  }
}

function statusWords({ status, location }: Response): string {
  if (status >= 300 && status < 400 && location !== undefined)
    return `It returned the status ${status}, which redirects to ${bounded(location, 300)}. Redirects are not followed.`;
  return `It returned the status ${status}, and no document.`;
}
