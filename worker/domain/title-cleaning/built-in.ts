/** The lexicon that is built into the Worker. */
import data from './lexicon.generated.json' with { type: 'json' };
import { type TitleLexicon, createTitleLexicon } from './lexicon.ts';

export const BUILT_IN_LEXICON: TitleLexicon = createTitleLexicon(data);
