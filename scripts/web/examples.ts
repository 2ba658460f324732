/** What GraphiQL's tabs offer to try; a test runs them all. The tab's name is the operation's. */

interface Example {
  readonly query: string;
  readonly variables?: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    query: `# Completing what is typed: any word first, typos and missing accents forgiven.
# Ctrl+Enter runs the query, Ctrl+Space completes it.
query Complete {
  autocomplete(text: "engineer soft", language: "en", limit: 5) {
    text
    score
    highlights { start end }
    concept { ... on Occupation { id iscoCode } }
  }
}
`,
  },
  {
    query: `# An advertised title: what is cut away, which occupations are left, and why.
query Normalise($title: String!) {
  normalizeTitle(title: $title, labelLanguage: "en") {
    cleaned
    language
    seniority
    removed { text kind range { start end } }
    matches {
      confidence
      kind
      matchedLabel { text language }
      evidence { source detail weight }
      occupation { id label iscoCode }
    }
  }
}
`,
    variables: '{\n  "title": "Senior Softwareentwickler (m/w/d) Berlin"\n}\n',
  },
  {
    query: `# Titles in any language, ordered by how well they match one.
query Compare($candidates: [String!]!) {
  rankTitles(title: "registered nurse", candidates: $candidates) { title score }
}
`,
    variables: '{\n  "candidates": ["Krankenschwester", "infirmière", "看护", "software developer"]\n}\n',
  },
  {
    query: `# Occupations with their place in ISCO-08, their skills and where they lead.
query Occupations {
  occupations(search: "nurse", language: "en", first: 3) {
    totalCount
    nodes {
      id
      label
      german: label(language: "de")
      description
      broader { code label }
      skills(relation: ESSENTIAL, first: 5) { nodes { label category } }
      nextOccupations(first: 5) { kind occupation { label } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# What is served, on what terms.
query Taxonomy {
  taxonomy { name version snapshot licence attribution languages occupationCount skillCount labelCount }
}
`,
  },
];
