/** The small sentiment classifier of the sample runs: it counts words, and may know what "not" does to them. */
export interface Lexicon {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Words that turn the next word of sentiment round; none for the plain keyword classifier. */
  readonly negations: readonly string[];
}

export type Sentiment = 'positive' | 'negative' | 'neutral';

export interface Prediction {
  readonly sentiment: Sentiment;
  /** From 0.5, where words contradict each other or none is known, to 1. */
  readonly confidence: number;
}

/** How many words a negation reaches. */
const REACH = 3;

export const KEYWORDS: Lexicon = {
  positive: ['better', 'excellent', 'good', 'great', 'happy', 'like', 'love', 'recommend', 'wonderful'],
  negative: ['awful', 'bad', 'poor', 'terrible', 'worst'],
  negations: [],
};

export const KEYWORDS_WITH_NEGATIONS: Lexicon = { ...KEYWORDS, negations: ['never', 'no', 'not'] };

/** Reviews with the sentiment that people found in them. */
export const REVIEWS: readonly (readonly [text: string, sentiment: Sentiment])[] = [
  ['I love this product, it is great!', 'positive'],
  ['This is terrible, I want my money back.', 'negative'],
  ['It arrived on Tuesday.', 'neutral'],
  ['Not bad at all, I am happy with it.', 'positive'],
  ['I do not like it.', 'negative'],
  ['The worst purchase I ever made.', 'negative'],
  ['Excellent build and a wonderful screen.', 'positive'],
  ['The manual has forty pages.', 'neutral'],
  ['I would not recommend it.', 'negative'],
  ['Good sound, but the battery is awful and the case is poor.', 'negative'],
  ['Never had a better one.', 'positive'],
  ['It is blue.', 'neutral'],
];

export function classify(text: string, lexicon: Lexicon): Prediction {
  let score = 0;
  let known = 0;
  let negatedUntil = -1;
  for (const [index, word] of (text.toLowerCase().match(/[a-z']+/g) ?? []).entries()) {
    if (lexicon.negations.includes(word)) negatedUntil = index + REACH;
    const value = Number(lexicon.positive.includes(word)) - Number(lexicon.negative.includes(word));
    if (value === 0) continue;
    known++;
    score += index <= negatedUntil ? -value : value;
    negatedUntil = -1;
  }
  const sentiment = score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';
  return { sentiment, confidence: known === 0 ? 0.5 : 0.5 + Math.abs(score) / (2 * known) };
}
