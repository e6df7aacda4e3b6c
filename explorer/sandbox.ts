const SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';
const FRAME = 'https://sandbox.embed.apollographql.com/';
/** How long the Internet may take before this page goes to the explorer. */
const LONGEST_WAIT_MS = 1500;

type Sandbox = new (options: object) => unknown;

const late = new Promise<never>((_, reject) => setTimeout(reject, LONGEST_WAIT_MS));

/** Loads the script of Apollo Sandbox, and finds out whether what it shows can be reached. */
async function loadSandbox(): Promise<void> {
  if (!navigator.onLine) throw new Error('offline');
  const script = Object.assign(document.createElement('script'), { src: SCRIPT });
  const loaded = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
  });
  document.head.append(script);
  await Promise.all([loaded, fetch(FRAME, { mode: 'no-cors' })]);
}

Promise.race([loadSandbox(), late]).then(
  () => {
    const { EmbeddedSandbox } = window as unknown as { EmbeddedSandbox: Sandbox };
    new EmbeddedSandbox({
      target: '#sandbox',
      initialEndpoint: new URL('/graphql', location.href).href,
      endpointIsEditable: false,
      allowDynamicStyles: false,
      runTelemetry: false,
    });
  },
  () => location.replace(`/explorer${location.search}`),
);
