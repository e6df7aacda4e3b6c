import { currentToken, endSession, isSessionOver } from './session';

/** A document that the hub has registered, by its name there. */
export interface HubDocument<Answer, Variables> {
  readonly id: string;
  /** Never there: it holds the types. */
  readonly types?: (variables: Variables) => Answer;
}

/** A subscription that the hub has registered, by its text. */
export interface HubSubscription<Answer, Variables> {
  readonly text: string;
  /** Never there: it holds the types. */
  readonly types?: (variables: Variables) => Answer;
}

/** An error of the hub in both languages. */
export interface HubError {
  readonly zh: string;
  readonly en: string;
  readonly code: string;
}

/** What a request that failed throws. */
export class RequestFailed extends Error {
  constructor(readonly errors: readonly HubError[]) {
    super(errors.map(({ en }) => en).join(' '));
  }
}

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: {
      readonly code?: string;
      readonly messageZh?: string;
      readonly messageEn?: string;
    };
  }[];
}

const UNREACHABLE: HubError = {
  zh: '无法连接服务器。请检查网络后重试。',
  en: 'The hub cannot be reached. Check the network and try again.',
  code: 'UNREACHABLE',
};
const SESSION_OVER: HubError = {
  zh: '登录已过期，请重新登录。',
  en: 'The session is over. Sign in again.',
  code: 'UNAUTHENTICATED',
};
const NO_JSON: HubError = {
  zh: '服务器没有给出可用的回答，请稍后重试。',
  en: 'The hub gave no usable answer. Try again later.',
  code: 'NO_ANSWER',
};

const errorsOf = ({ errors = [] }: GraphQLAnswer): HubError[] =>
  errors.map(({ message, extensions }) => ({
    zh: extensions?.messageZh ?? message,
    en: extensions?.messageEn ?? message,
    code: extensions?.code ?? 'UNKNOWN',
  }));

/** Returns the header that says who asks. */
export const authorization = (): Record<string, string> => {
  const token = currentToken();
  return token ? { authorization: `Bearer ${token}` } : {};
};

/** Returns the error of a refusal. A session that is over ends here too, so that the page asks to sign in again. */
function refused(errors: readonly HubError[]): RequestFailed {
  if (errors.some(({ code }) => code === 'UNAUTHENTICATED')) endSession();
  return new RequestFailed(errors);
}

/** The document that begins a session. */
const SIGN_IN = 'webSignIn';

/** What was begun in somebody's name does not go on in nobody's. */
function requireSession(): void {
  if (isSessionOver()) throw new RequestFailed([SESSION_OVER]);
}

/** Uploads a document and returns its SHA-256, by which the hub has it. Throws RequestFailed. */
export async function upload(file: File): Promise<string> {
  requireSession();
  const response = await fetch(`/documents?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    // The bytes say what they are; what a browser calls some of them is no type at all.
    headers: { ...authorization(), 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => null);
  const answer = response?.ok ? await response.json().catch(() => null) : null;
  if (answer) return answer.document;
  throw await failureOf(response);
}

/** Returns the refusal that a route answered; null for one that could not be reached. */
export async function failureOf(response: Response | null): Promise<RequestFailed> {
  if (!response) return new RequestFailed([UNREACHABLE]);
  const answer = await response.json().catch(() => null);
  return refused(
    answer
      ? [
          {
            zh: answer.messageZh ?? answer.message,
            en: answer.messageEn ?? answer.message,
            code: answer.code,
          },
        ]
      : [NO_JSON],
  );
}

const GRAPHQL_ANSWER = 'application/graphql-response+json';

/** Returns the data of an answer to GraphQL. Throws RequestFailed with everything that the hub refused. */
async function dataOf<Answer>(response: Response): Promise<Answer> {
  const answer: GraphQLAnswer | null = await response.json().catch(() => null);
  if (!answer) throw new RequestFailed([NO_JSON]);
  if (answer.errors?.length) throw refused(errorsOf(answer));
  return answer.data as Answer;
}

/** Asks the hub a registered document. Throws RequestFailed with everything that the hub refused. */
export async function request<Answer, Variables>(
  document: HubDocument<Answer, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer> {
  if (document.id !== SIGN_IN) requireSession();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: GRAPHQL_ANSWER, ...authorization() },
    body: JSON.stringify({ documentId: document.id, variables }),
    signal,
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw new RequestFailed([UNREACHABLE]);
  });
  return dataOf(response);
}

/** Asks the hub a registered document without variables, the same for everybody. The head of the page has the browser ask it already; this takes that answer. */
export async function requestPublic<Answer>(document: HubDocument<Answer, object>): Promise<Answer> {
  const response = await fetch(`/graphql?documentId=${document.id}`, {
    headers: { accept: GRAPHQL_ANSWER },
  }).catch(() => {
    throw new RequestFailed([UNREACHABLE]);
  });
  return dataOf(response);
}
