import { questionsOver } from '../questions.js';

/** The questions a contender's process is to answer, as told by the bench. */
export function readQuestions() {
  const { places, years } = JSON.parse(process.env.QUESTIONS);
  return questionsOver(places, years);
}

/** Reads the body of a request to its end, as a server must before it answers. */
export function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
