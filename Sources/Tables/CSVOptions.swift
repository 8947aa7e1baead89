/// How a CSV file is to be read. The defaults detect all that can be detected.
public struct CSVOptions: Hashable, Sendable {
  /// What is done with a record that has more or fewer fields than the header.
  public enum RaggedRows: Hashable, Sendable {
    /// Reading stops with `csv.ragged-row`. Empty fields beyond the header, which spreadsheets leave behind, are let by.
    case refuse
    /// Missing fields read as empty, surplus ones are kept; `CSVReader.raggedRows` counts them.
    case accept
  }

  /// What is done with a record whose quotes do not pair up.
  public enum BrokenQuotes: Hashable, Sendable {
    /// Reading stops with `csv.unclosed-quote` or `csv.text-after-quote`.
    case refuse
    /// Text behind a closing quote belongs to the field, up to the next delimiter, as spreadsheets and Python's `csv`
    /// read it; `CSVReader.looseRows` counts such records. Where a quote is never closed, the record's first line is
    /// left out and reading goes on with the next; `CSVReader.brokenRows` counts them.
    case lenient
  }

  /// Nil = from the byte order mark, or UTF-8 where the bytes are that, or else the likelier Windows code page.
  public var encoding: TextEncoding?
  /// Nil = the one of `,` `;` tab `|` that divides the first lines best.
  public var delimiter: UInt8?
  /// Whether the first record names the columns.
  public var hasHeader: Bool
  public var raggedRows: RaggedRows
  public var brokenQuotes: BrokenQuotes
  /// The most bytes that one record may have.
  public var recordLimit: Int

  public init(
    encoding: TextEncoding? = nil, delimiter: UInt8? = nil, hasHeader: Bool = true, raggedRows: RaggedRows = .refuse,
    brokenQuotes: BrokenQuotes = .refuse, recordLimit: Int = 1 << 20
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.raggedRows = raggedRows
    self.brokenQuotes = brokenQuotes
    self.recordLimit = recordLimit
  }
}
