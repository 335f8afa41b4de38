import { writeFileSync } from "node:fs";
import path from "node:path";
import MarkdownIt from "markdown-it";
import { describe, expect, test, vi } from "vitest";
import comment from "../../examples/github-actions/comment.cjs";
import { temporaryFolder } from "../tools/temporaryFolder.js";

const marker = "<!-- pulumi-lync: the plan of prod -->";
const head =
  `${marker}\nWhat merging 0123456789 would change in the stack \`prod\` ` + "([run](https://github.com/contoso/lync/actions/runs/7)):\n\n";
const bot = { type: "Bot" };

describe("the comment", () => {
  test("is made if there is none yet", async () => {
    const { created, updated } = await run({ plan: "| pool | before | after |\n" });
    expect(created).toEqual([{ owner: "contoso", repo: "lync", issue_number: 3, body: `${head}| pool | before | after |` }]);
    expect(updated).toEqual([]);
  });

  test("is edited if there is one, which is found by its first line", async () => {
    const { created, updated } = await run({
      plan: "the plan",
      comments: [
        { id: 1, user: bot, body: "something else" },
        { id: 2, user: bot, body: "<!-- pulumi-lync: the plan of dev -->\nof another stack" },
        { id: 3, user: { type: "User" }, body: `${marker}\nquoted by a person` },
        { id: 4, user: bot, body: `quoted by a bot: ${marker}` },
        { id: 5, user: null },
        { id: 6, user: bot, body: `${head}an earlier plan` },
      ],
    });
    expect(created).toEqual([]);
    expect(updated).toEqual([{ owner: "contoso", repo: "lync", comment_id: 6, body: `${head}the plan` }]);
  });

  test("is found by the next run", async () => {
    const { created } = await run({ plan: "the plan" });
    const second = await run({ plan: "another", comments: [{ id: 8, user: bot, body: created[0]!.body }] });
    expect(second.created).toEqual([]);
    expect(second.updated).toHaveLength(1);
  });

  test("is not made if nothing changes", async () => {
    expect(await run({ plan: "\n" })).toMatchObject({ created: [], updated: [] });
  });

  test("says that nothing changes any more", async () => {
    const { created, updated } = await run({ plan: "", comments: [{ id: 6, user: bot, body: `${head}an earlier plan` }] });
    expect(created).toEqual([]);
    expect(updated.map(({ body }) => body)).toEqual([`${head}Nothing changes.`]);
  });
});

describe("after a failure the comment", () => {
  test("shows Pulumi's reasons instead of an earlier plan, and so does the log", async () => {
    const diagnostics = [
      { severity: "info", message: "simulated deployment\n" },
      { severity: "error", message: "error: no sign-in method would be left on\n" },
    ];
    const { updated, errors } = await run({
      status: "failure",
      plan: "of an earlier run",
      preview: JSON.stringify({ diagnostics }),
      comments: [{ id: 6, user: bot, body: `${head}an earlier plan` }],
    });
    expect(updated.map(({ body }) => body)).toEqual([
      `${head}**The preview failed**, so it is unknown what would change. An earlier plan is no longer valid.\n\n` +
        "```text\nerror: no sign-in method would be left on\n```",
    ]);
    expect(errors).toEqual(["error: no sign-in method would be left on"]);
  });

  test.each([
    ["without a preview", undefined],
    ["with an incomplete preview", '{ "diagnostics": ['],
    ["with an empty preview", ""],
    ["without a reason", "{}"],
  ])("is also made %s", async (_, preview) => {
    const { created, errors } = await run({ status: "failure", preview });
    expect(created.map(({ body }) => body)).toEqual([
      `${head}**The preview failed**, so it is unknown what would change. An earlier plan is no longer valid.`,
    ]);
    expect(errors).toEqual([]);
  });

  test("shows every reason as plain text", async () => {
    const message = "```\n@everyone <b>![](https://evil.example)</b>\n`````text\n# free";
    const { created } = await run({ status: "failure", preview: JSON.stringify({ diagnostics: [{ severity: "error", message }] }) });
    const fences = new MarkdownIt().parse(created[0]!.body, {}).filter(({ type }) => type === "fence");
    expect(fences.map(({ content }) => content)).toEqual([`${message}\n`]);
  });
});

test.each(["success", "failure"])("the comment is never longer than GitHub accepts (%s)", async (status) => {
  const preview = JSON.stringify({ diagnostics: [{ severity: "error", message: "x".repeat(70_000) }] });
  const { created } = await run({ status, plan: "x".repeat(70_000), preview });
  expect(created[0]!.body.length).toBeLessThanOrEqual(65_536);
  const fits = await run({ plan: "x".repeat(65_000) });
  expect(fits.created[0]!.body).toBe(`${head}${"x".repeat(65_000)}`);
});

type Api = Parameters<typeof comment>[0]["github"];
type Comment = Awaited<ReturnType<Api["paginate"]>>[number];

interface Given {
  status?: string;
  plan?: string;
  preview?: string | undefined;
  comments?: Comment[];
}

/** Runs comment.cjs as actions/github-script does, on a pull request with these comments. */
async function run({ status = "success", plan, preview, comments = [] }: Given): Promise<{
  created: Parameters<Api["rest"]["issues"]["createComment"]>[0][];
  updated: Parameters<Api["rest"]["issues"]["updateComment"]>[0][];
  errors: string[];
}> {
  const folder = temporaryFolder();
  if (plan !== undefined) writeFileSync(path.join(folder, "plan.md"), plan);
  if (preview !== undefined) writeFileSync(path.join(folder, "preview.json"), preview);
  const issues = {
    listComments: vi.fn<Api["rest"]["issues"]["listComments"]>().mockResolvedValue({ data: comments }),
    createComment: vi.fn<Api["rest"]["issues"]["createComment"]>(),
    updateComment: vi.fn<Api["rest"]["issues"]["updateComment"]>(),
  };
  const github: Api = { rest: { issues }, paginate: async (list, parameters) => (await list(parameters)).data };
  const context = {
    repo: { owner: "contoso", repo: "lync" },
    payload: { pull_request: { number: 3, head: { sha: "0123456789abcdef0123456789abcdef01234567" } } },
    runId: 7,
    serverUrl: "https://github.com",
  };
  const errors: string[] = [];
  await comment({ github, context, core: { error: (message) => errors.push(message) }, stack: "prod", status, folder });
  expect(issues.listComments).toHaveBeenCalledWith({ owner: "contoso", repo: "lync", issue_number: 3, per_page: 100 });
  return {
    created: issues.createComment.mock.calls.map(([parameters]) => parameters),
    updated: issues.updateComment.mock.calls.map(([parameters]) => parameters),
    errors,
  };
}
