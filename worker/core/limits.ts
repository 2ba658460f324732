/** Bounds on what one request may ask for. Checked before any work is done; stated in the SDL descriptions. */
export const LIMITS = {
  /** What a person types into a search box. UTF-16 code units. */
  autocompleteTextLength: 256,
  /** An advertised title. UTF-16 code units. */
  titleLength: 512,
  /** A job description or other long text. UTF-16 code units. */
  descriptionLength: 24_000,
  /** Descriptions of one call that the large model reads, where LONG_TEXTS asks for it: each is a wait for a remote model, one after the other. */
  longDescriptionsPerCall: 4,
  /** A skill's name as a client sends it. UTF-16 code units. */
  skillTextLength: 256,
  /** Skills sent along with one title. */
  skillsPerTitle: 100,
  /** Titles in one normalizeTitles call. */
  titlesPerCall: 100,
  /** Skills of all titles in one normalizeTitles call: each is looked for among the taxonomy's, a millisecond in ESCO. */
  skillsPerCall: 1_000,
  /** Candidates in one rankTitles call. */
  candidatesPerCall: 1_000,
  /** Titles, or ids of titles, in one upsertTitles or deleteTitles call. */
  titlesPerWrite: 500,
  /** A client's own id of a title. UTF-16 code units. */
  titleIdLength: 128,
  /** The name of a collection. UTF-16 code units. */
  collectionNameLength: 128,
  /** Collections of one tenant. */
  collectionsPerTenant: 1_000,
  /** An employer or a location. UTF-16 code units. */
  factLength: 256,
  /** A link to an advertisement. UTF-16 code units. */
  urlLength: 2_048,
  /** Attributes of one title, or in one filter. */
  attributesPerTitle: 16,
  /** The name of an attribute. UTF-16 code units. */
  attributeNameLength: 64,
  /** The value of an attribute. UTF-16 code units. */
  attributeValueLength: 256,
  /** Languages, groups or values of one attribute in a filter. */
  filterValues: 20,
  /** Bytes of the file of a bulk job: what a request to a Worker may hold on every plan. */
  bulkBytes: 100_000_000,
  /** Rows of a bulk job. */
  bulkRows: 1_000_000,
  /** Bulk jobs of a tenant that are not over. */
  bulkJobsPerTenant: 10,
  /** Ids in one nodes call. */
  idsPerCall: 100,
  /** Largest `limit` of a plain list. */
  listLimit: 100,
  /** Largest `first` of a connection. */
  pageSize: 100,
  /** Request body. Bytes. */
  requestBodyBytes: 1_048_576,
  /** Lexical tokens of a GraphQL document. */
  queryTokens: 2_000,
  /** Fields within fields of a query; introspection is not counted. */
  queryDepth: 15,
  /** Aliases in a document. */
  queryAliases: 30,
  /** Directives in a document. */
  queryDirectives: 30,
  /** Selections of a query, each as often as a fragment repeats it. */
  queryFields: 2_000,
  /** What a query may cost: about the objects that it answers. */
  queryCost: 10_000,
} as const;
