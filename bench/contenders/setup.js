import { questionsOver } from '../questions/index.js';

/** Returns the questions that a contender's process answers, over the places and years that the bench names. */
export function readQuestions() {
  const { levels, years } = JSON.parse(process.env.QUESTIONS);
  return questionsOver(levels, years);
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
