// Called by actions/github-script. Writes what the pull request would change into one comment.
const { readFileSync } = require("node:fs");
const path = require("node:path");

// GitHub accepts at most 65,536 characters. pulumi-lync plan prints at most 65,000.
const LONGEST_COMMENT = 65_536;
const LONGEST_REASONS = 10_000;

module.exports = comment;

/**
 * Creates the comment, or edits the existing one. Makes no comment if nothing changes and there is
 * none yet.
 * @param {object} run
 * @param {GitHub} run.github
 * @param {Context} run.context
 * @param {Core} run.core
 * @param {string} run.stack
 * @param {string} run.status the job's status so far: "success" or "failure"
 * @param {string} [run.folder] the folder with plan.md and preview.json
 */
async function comment({ github, context, core, stack, status, folder = "." }) {
  const { repo, payload } = context;
  // Markdown hides it, and the next run finds its comment by it. Each stack has its own comment.
  const marker = `<!-- pulumi-lync: the plan of ${stack} -->`;
  const failed = status !== "success";
  const plan = failed ? "" : readText(path.join(folder, "plan.md")).trim();
  const reasons = failed ? readReasons(path.join(folder, "preview.json")) : [];
  for (const reason of reasons) core.error(reason);

  const text = failed ? describeFailure(reasons) : plan === "" ? "Nothing changes." : plan;
  const body = fit([marker, describeRun({ context, stack }), "", text].join("\n"));

  const comments = await github.paginate(github.rest.issues.listComments, {
    ...repo,
    issue_number: payload.pull_request.number,
    per_page: 100,
  });
  // Only a bot's comment counts, because a person may have quoted the marker.
  const own = comments.find(({ user, body = "" }) => user?.type === "Bot" && body.startsWith(marker));
  if (own !== undefined) await github.rest.issues.updateComment({ ...repo, comment_id: own.id, body });
  else if (failed || plan !== "") await github.rest.issues.createComment({ ...repo, issue_number: payload.pull_request.number, body });
}

/** @param {{ context: Context, stack: string }} options */
function describeRun({ context: { repo, payload, runId, serverUrl }, stack }) {
  const { sha } = payload.pull_request.head;
  const run = `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}`;
  return `What merging ${sha.slice(0, 10)} would change in the stack \`${stack}\` ([run](${run})):`;
}

/** @param {string[]} reasons */
function describeFailure(reasons) {
  const said = "**The preview failed**, so it is unknown what would change. An earlier plan is no longer valid.";
  if (reasons.length === 0) return said;
  const text = reasons.join("\n").slice(0, LONGEST_REASONS);
  // Longer than any fence in the text, so that nothing in it counts as Markdown. The text may come
  // from the deployment.
  const fence = "`".repeat(Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length)) + 1);
  return `${said}\n\n${fence}text\n${text}\n${fence}`;
}

/** @param {string} body */
function fit(body) {
  if (body.length <= LONGEST_COMMENT) return body;
  const notice = "\n\n…";
  return body.slice(0, LONGEST_COMMENT - notice.length) + notice;
}

/**
 * Reads the errors of the preview. With --json, Pulumi reports them only in its JSON.
 * @param {string} file
 * @returns {string[]}
 */
function readReasons(file) {
  try {
    const preview = /** @type {{ diagnostics?: { severity: string, message: string }[] }} */ (readJson(file));
    return (preview.diagnostics ?? []).filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  } catch {
    // If the job failed earlier, the file is missing or incomplete. The job's log then says why.
    return [];
  }
}

/** @param {string} file @returns {unknown} */
function readJson(file) {
  return JSON.parse(readText(file));
}

/** @param {string} file */
function readText(file) {
  return readFileSync(file, "utf8");
}

/**
 * The parts of actions/github-script's arguments that are used here.
 * @typedef {{ owner: string, repo: string }} Repository
 * @typedef {{ id: number, body?: string, user: { type: string } | null }} Comment
 * @typedef {Repository & { issue_number: number, per_page: number }} Page
 * @typedef {(parameters: Page) => Promise<{ data: Comment[] }>} ListComments
 * @typedef {object} Issues
 * @property {ListComments} listComments
 * @property {(parameters: Repository & { issue_number: number, body: string }) => Promise<unknown>}
 * createComment
 * @property {(parameters: Repository & { comment_id: number, body: string }) => Promise<unknown>}
 * updateComment
 * @typedef {object} GitHub
 * @property {{ issues: Issues }} rest
 * @property {(list: ListComments, parameters: Parameters<ListComments>[0]) => Promise<Comment[]>}
 * paginate
 * @typedef {object} Context
 * @property {Repository} repo
 * @property {{ pull_request: { number: number, head: { sha: string } } }} payload
 * @property {number} runId
 * @property {string} serverUrl
 * @typedef {{ error: (message: string) => void }} Core
 */
