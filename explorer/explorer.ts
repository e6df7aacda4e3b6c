import { buildSchema, parse, print } from 'graphql';
import { createAnswerView, createQueryEditor, createVariablesEditor } from './editors';
import { button, element, findElement } from './elements';
import { exampleVariables } from './exampleVariables';
import { findOperation, listOperationNames, type OperationText } from './operationText';
import { addPanelButtons, createHistory, type ExampleDocument, fillDocuments } from './panels';
import { fillSchemaPanel, type SchemaPanel } from './schemaPanel';
import { followSubscription, sendOperation } from './sendOperation';
import { addSignIn } from './signIn';
import { readText } from './stored';
import { createTabs } from './tabs';

// The pages hold here whether somebody chose light or dark.
const brightness = readText(localStorage, 'ogi-hub.brightness');
if (brightness) document.documentElement.dataset.brightness = brightness;

const { schemaPath, documentsPath, providerPath, nonce = '' } = findElement('explorer').dataset;
const PANELS = { documents: '查询 Documents', schema: '说明 Schema', history: '历史 History' };

const panels = {
  [PANELS.documents]: element('div', { className: 'panel' }),
  [PANELS.schema]: element('div', { className: 'panel' }),
  [PANELS.history]: element('div', { className: 'panel' }),
};
const sidePanels = addPanelButtons(findElement('panel-buttons'), panels);
findElement('panels').append(...Object.values(panels));

const status = findElement('status');
const signIn = addSignIn(findElement('sign-in'), providerPath ?? null);
/** Opens what is chosen in a panel. */
const openChosen = (text: OperationText) => {
  sidePanels.leave();
  tabs.open(text);
};
const history = createHistory(panels[PANELS.history], openChosen);
let schemaPanel: SchemaPanel | null = null;
let underWay: AbortController | null = null;

const run = () => void runOperation();
const queryEditor = createQueryEditor(
  {
    parent: findElement('query'),
    label: '查询 Operation',
    nonce,
    onChange: (query) => {
      tabs.write({ query });
      listNames();
    },
    onRun: run,
  },
  (typeName) => {
    sidePanels.show(PANELS.schema);
    schemaPanel?.showType(typeName);
  },
);
const variablesEditor = createVariablesEditor({
  parent: findElement('variables'),
  label: '变量 Variables',
  nonce,
  onChange: (variables) => tabs.write({ variables }),
  onRun: run,
});
const answerView = createAnswerView({ parent: findElement('answer'), label: '结果 Answer', nonce });

const runButton = button('▶ 运行 Run', () => (underWay ? underWay.abort() : run()), 'run');
runButton.title = 'Ctrl+Enter';
const names = element('select', { ariaLabel: '运行哪一个 Which operation' });
const variablesButton = button('变量示例 Example variables', () => fillVariables());
findElement('tools').append(
  runButton,
  names,
  button('整理 Prettify', () => prettify()),
  variablesButton,
  button('复制 curl Copy', () => void copyCommand()),
  status,
);

function listNames() {
  const found = listOperationNames(queryEditor.readText());
  if (found.join() !== [...names.options].map(({ value }) => value).join())
    names.replaceChildren(...found.map((name) => element('option', { value: name }, name)));
  names.hidden = found.length < 2;
}

function showText({ query, variables }: OperationText) {
  queryEditor.showText(query);
  variablesEditor.showText(variables);
  listNames();
}

/** Returns what the editors hold as a request. Throws a SyntaxError when the variables are no JSON. */
function readRequest() {
  const variables = variablesEditor.readText().trim();
  return {
    query: queryEditor.readText(),
    operationName: names.hidden ? null : names.value,
    variables: variables === '' ? {} : JSON.parse(variables),
  };
}

function prettify() {
  try {
    const query = print(parse(queryEditor.readText()));
    // Comments are no part of what is printed.
    if (/^\s*#/m.test(queryEditor.readText())) return;
    queryEditor.showText(query);
    tabs.write({ query });
  } catch (error) {
    status.textContent = String(error);
  }
}

async function copyCommand() {
  try {
    const body = JSON.stringify(readRequest()).replaceAll("'", "'\\''");
    await navigator.clipboard.writeText(
      `curl ${location.origin}/graphql -H 'content-type: application/json' -d '${body}'`,
    );
    status.textContent = '已复制，不含令牌。 Copied, without the token.';
  } catch (error) {
    status.textContent = String(error);
  }
}

async function runOperation() {
  underWay?.abort();
  const own = new AbortController();
  underWay = own;
  runButton.textContent = '■ 停止 Stop';
  try {
    const request = readRequest();
    history.add({ query: request.query, variables: variablesEditor.readText() });
    if (findOperation(request.query, request.operationName)?.operation === 'subscription') {
      let events = 0;
      let text = '';
      status.textContent = '等待事件 Waiting for events';
      await followSubscription(request, signIn.token(), own.signal, (event) => {
        events += 1;
        text = `${event}\n${text}`;
        answerView.showText(text);
        status.textContent = `${events} 个事件 events`;
      });
      return;
    }
    status.textContent = '…';
    const { text, summary } = await sendOperation(request, signIn.token(), own.signal);
    answerView.showText(text);
    status.textContent = summary;
  } catch (error) {
    if (!own.signal.aborted)
      status.textContent = Array.isArray(error) ? JSON.stringify(error) : String(error);
  } finally {
    if (underWay === own) {
      underWay = null;
      runButton.textContent = '▶ 运行 Run';
    }
  }
}

let fillVariables = () => {};

const shared = new URLSearchParams(location.search);
const tabs = createTabs(
  findElement('tabs'),
  {
    query: shared.get('query') ?? findElement('sample').textContent ?? '',
    variables: shared.get('variables') ?? '',
  },
  showText,
);
/** Opens what a link from elsewhere brings in the fragment of the address, which no server sees. Nothing is run by itself. */
function openLinked() {
  const linked = new URLSearchParams(location.hash.slice(1));
  const query = linked.get('query');
  if (query === null) return;
  tabs.openLinked({ query, variables: linked.get('variables') ?? '' });
  window.history.replaceState(null, '', location.pathname + location.search);
}
openLinked();
addEventListener('hashchange', openLinked);
performance.mark('usable');

fetch(documentsPath ?? '')
  .then((response) => response.json())
  .then((documents: ExampleDocument[]) => fillDocuments(panels[PANELS.documents], documents, openChosen));
fetch(schemaPath ?? '')
  .then((response) => response.text())
  .then((text) => {
    const schema = buildSchema(text, { assumeValidSDL: true });
    queryEditor.useSchema(schema);
    schemaPanel = fillSchemaPanel(panels[PANELS.schema], schema);
    fillVariables = () => {
      const operation = findOperation(queryEditor.readText(), names.hidden ? null : names.value);
      if (!operation) return;
      const variables = JSON.stringify(exampleVariables(schema, operation), null, 2);
      variablesEditor.showText(variables);
      tabs.write({ variables });
    };
  });
