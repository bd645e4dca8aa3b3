import type { Change } from './change.js';

/** How a coding assistant or agent is recognised: in a trailer's or author's name and address, as an author, as a label. */
interface AiTool {
  name: string;
  pattern: RegExp;
}

/** The known tools. One line adds one. */
const AI_TOOLS: AiTool[] = [
  { name: 'Copilot', pattern: /\b(github[ -])?copilot\b/i },
  { name: 'Claude', pattern: /@anthropic\.com|^claude([ -](code|opus|sonnet|haiku)\b[^<]*)?\s*(<|\[bot\]|$)/i },
  { name: 'Cursor', pattern: /\bcursor(agent|[ -]agent| ai)?\b|@cursor\.(com|sh)/i },
  { name: 'Codex', pattern: /\bcodex\b|\bchatgpt\b|@openai\.com/i },
  { name: 'Gemini', pattern: /\bgemini\b|\bgoogle-labs-jules\b/i },
  { name: 'Aider', pattern: /\baider\b/i },
  { name: 'Devin', pattern: /\bdevin-ai\b|\bdevin-ai-integration\b|@devin\.ai|^devin$/i },
  { name: 'Windsurf', pattern: /\bwindsurf\b|\bcodeium\b/i },
  { name: 'Amazon Q', pattern: /\bamazon[ -]?q\b/i },
];

/** People may be called like a tool; an agent's login or name is more than a given name. */
const AGENT_AUTHOR =
  /\[bot\]|\bagent\b|\bswe\b|^copilot|^claude( code)?$|^codex$|^cursor$|^aider$|^chatgpt-codex|^devin-ai|\((aider|copilot)\)|amazon-q/i;
const TRAILER = /^\s*(?:co-authored-by|assisted-by|generated-by|ai-assisted-by)\s*:\s*(.+)$/gim;

/** The tools that a change's trailers, author or labels name, sorted. */
export function listAiTools(change: Pick<Change, 'author' | 'labels' | 'messages'>): string[] {
  const trailers = change.messages.flatMap(({ text }) => [...text.matchAll(TRAILER)].map((match) => match[1] ?? ''));
  const author = change.author !== null && AGENT_AUTHOR.test(change.author) ? [change.author] : [];
  const marks = [...trailers, ...author, ...change.labels];
  return AI_TOOLS.filter((tool) => marks.some((mark) => tool.pattern.test(mark)))
    .map((tool) => tool.name)
    .sort();
}

const AI_LABEL = /^(ai|ai[- ](assisted|generated)|llm)$/i;

/** AI-assisted: a known tool took part, or a label says so. */
export function isAiAssisted(labels: string[], tools: string[]): boolean {
  return tools.length > 0 || labels.some((label) => AI_LABEL.test(label.trim()));
}
