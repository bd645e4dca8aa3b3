import { expect, test } from 'vitest';
import { isAiAssisted, listAiTools } from './ai-tools.js';

const change = (text: string, author = 'ann', labels: string[] = []) => ({
  author,
  labels,
  messages: [{ sha: '1', text }],
});

test.each([
  ['Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>', ['Copilot']],
  ['Co-Authored-By: Claude <noreply@anthropic.com>', ['Claude']],
  ['Co-authored-by: Cursor <cursoragent@cursor.com>', ['Cursor']],
  [
    'x\n\nCo-authored-by: aider (gpt-4o) <noreply@aider.chat>\nCo-authored-by: gemini-code-assist[bot] <x@y>',
    ['Aider', 'Gemini'],
  ],
  ['Co-authored-by: Claude Dupont <claude@dupont.example>', []],
  ['Co-authored-by: ben <ben@acme.example>', []],
  ['teach the parser about Copilot', []],
])('the message %j names %j', (text, tools) => {
  expect(listAiTools(change(text))).toEqual(tools);
});

test('an agent is known as an author, a person of the same name is not', () => {
  expect(listAiTools(change('', 'copilot-swe-agent[bot]'))).toEqual(['Copilot']);
  expect(listAiTools(change('', 'devin-ai-integration[bot]'))).toEqual(['Devin']);
  expect(listAiTools(change('', 'Claude Monet'))).toEqual([]);
  expect(listAiTools(change('', 'dependabot[bot]'))).toEqual([]);
});

test('a label says so with or without the tool', () => {
  expect(isAiAssisted(['ai-assisted'], [])).toBe(true);
  expect(listAiTools(change('', 'ann', ['copilot']))).toEqual(['Copilot']);
  expect(isAiAssisted(['api'], [])).toBe(false);
});
