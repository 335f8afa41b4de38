import { bounded } from "../../../bounded";
import type { Code } from "../../../codes";
import { sentence } from "../../../sentence";
import type { Result } from "../result";
import type { Answer, Response } from "./answer";
import type { Asker } from "./asker";
import { adviceOn } from "./failure";
import { askedWords, finding, notAsked, resultsOf, type Verdict } from "./verdict";
import { isHtml, readXml, XmlProblem, type Element } from "./xml";

/** The codes for a metadata document. */
export const metadataCodes: DocumentCodes = { unreachable: "metadataUnreachable", wrong: "metadataWrong" };

/**
 * The code for a document that did not arrive, and for one that is not the document that was
 * requested.
 */
export interface DocumentCodes {
  unreachable: Code;
  wrong: Code;
}

/** A request for a document. */
export interface DocumentQuestion {
  check: string;
  subject: string;
  uri: URL;
  codes: DocumentCodes;
  /** Judges the document once it is read as XML. */
  judge: (root: Element) => Verdict[];
}

/** Requests a document, and judges it. */
export async function lookAtDocument({ check, subject, uri, codes, judge }: DocumentQuestion, asker: Asker): Promise<Result[]> {
  const asked = await asker.ask(uri);
  if (asked.answer === undefined) return [notAsked({ check, subject, uri })];
  const document = documentOf(asked.answer, uri.hostname, codes);
  const verdicts = "verdict" in document ? [document.verdict] : judge(document);
  return resultsOf({ check, subject, asked: askedWords(asked) }, verdicts);
}

/** The document that came back, or the verdict on a response without a usable document. */
function documentOf(answer: Answer, host: string, codes: DocumentCodes): Element | { verdict: Verdict } {
  if (answer.failure !== undefined) {
    const { failure } = answer;
    const code = failure.kind === "tooLarge" ? codes.wrong : codes.unreachable;
    return { verdict: finding(code, failure.words, adviceOn(failure, host)) };
  }
  const { response } = answer;
  if (response.status !== 200)
    return { verdict: finding(codes.unreachable, statusWords(response), `Open the address in a browser, and see what ${host} returns.`) };
  if (isHtml(response.body))
    return {
      verdict: finding(
        codes.wrong,
        "It returned an HTML page, such as a sign-in page, instead of an XML document.",
        "Correct the address, or make sure that it can be read without signing in.",
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
        "Open the address in a browser, and see what it returns.",
      ),
    };
  }
}

function statusWords({ status, location }: Response): string {
  if (status >= 300 && status < 400 && location !== undefined)
    return `It returned the status ${status}, which redirects to ${bounded(location, 300)}. Doctor follows no redirects.`;
  return `It returned the status ${status} and no document.`;
}
