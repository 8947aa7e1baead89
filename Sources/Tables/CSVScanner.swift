/// Finds one record in bytes: the inner loop of every import.
///
/// This file and no other reads table bytes through an unchecked pointer. The doors are `scan` and `firstLineEnd`; both
/// read `bytes[range]` only, and check that range first.
struct CSVScanner {
  /// A field's content without its quotes, as offsets into the scanned bytes.
  struct Field {
    var start: Int
    var end: Int
    /// Whether doubled quotes stand inside, to be undoubled before the content is used.
    var isEscaped: Bool
  }

  enum Outcome: Equatable {
    /// The record is complete; `next` is where the following one starts.
    case record(next: Int, lineBreaks: Int)
    /// The range ended within the record: inside quotes, or not.
    case unfinished(inQuotes: Bool)
    /// A quoted field is followed by something else than a delimiter or the end of the line, and the scanner is strict
    /// or the field holds a line end: then it is more likely that a quote is missing.
    case textAfterQuote(field: Int)
    /// A NUL byte: this is no text.
    case binary(at: Int)
  }

  var delimiter: UInt8
  /// The fields of the record found last.
  var fields: [Field] = []
  /// Whether one of them is escaped.
  private(set) var hasEscapes = false
  /// Whether text behind a closing quote belongs to the field.
  var isLenient = false
  /// The fields with such text, and where their closing quotes stand.
  private(set) var looseFields: [(field: Int, closingQuote: Int)] = []

  init(delimiter: UInt8) { self.delimiter = delimiter }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 10
  private static let carriageReturn: UInt8 = 13

  /// Scans the record that starts at `range.lowerBound`.
  ///
  /// - Parameter isLast: whether nothing follows the range, so that its end ends the record.
  /// - Complexity: O(record).
  mutating func scan(_ bytes: [UInt8], in range: Range<Int>, isLast: Bool) -> Outcome {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    fields.removeAll(keepingCapacity: true)
    hasEscapes = false
    if !looseFields.isEmpty { looseFields.removeAll(keepingCapacity: true) }
    return bytes.withUnsafeBufferPointer { pointer in
      scan(pointer, from: range.lowerBound, to: range.upperBound, isLast: isLast)
    }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int, isLast: Bool) -> Outcome
  {
    let delimiter = delimiter
    var index = first
    var lineBreaks = 1
    while true {
      let breaksBefore = lineBreaks
      if index < end, bytes[index] == Self.quote {
        let start = index + 1
        var isEscaped = false
        index = start
        while true {
          while index < end, bytes[index] != Self.quote {
            let byte = bytes[index]
            if byte <= Self.carriageReturn {
              if byte == 0 { return .binary(at: index) }
              // CR LF counts once, at its LF.
              if byte == Self.lineFeed {
                lineBreaks += 1
              } else if byte == Self.carriageReturn {
                if index + 1 == end, !isLast { return .unfinished(inQuotes: true) }
                if index + 1 == end || bytes[index + 1] != Self.lineFeed { lineBreaks += 1 }
              }
            }
            index += 1
          }
          if index == end { return .unfinished(inQuotes: true) }
          if index + 1 == end {
            if !isLast { return .unfinished(inQuotes: true) }
            break
          }
          if bytes[index + 1] != Self.quote { break }
          isEscaped = true
          hasEscapes = true
          index += 2
        }
        fields.append(Field(start: start, end: index, isEscaped: isEscaped))
        let closingQuote = index
        index += 1
        while index < end, bytes[index] == 0x20, delimiter != 0x20 { index += 1 }
        if isLenient, lineBreaks == breaksBefore, index < end, isText(bytes[index]) {
          while index < end, isText(bytes[index]) { index += 1 }
          addLooseText(upTo: index, closingQuote: closingQuote)
        }
      } else {
        let start = index
        while index < end {
          let byte = bytes[index]
          if byte == delimiter { break }
          if byte <= Self.carriageReturn {
            if byte == Self.lineFeed || byte == Self.carriageReturn { break }
            if byte == 0 { return .binary(at: index) }
          }
          index += 1
        }
        fields.append(Field(start: start, end: index, isEscaped: false))
      }
      if index == end {
        return isLast ? .record(next: index, lineBreaks: lineBreaks) : .unfinished(inQuotes: false)
      }
      switch bytes[index] {
      case delimiter: index += 1
      case Self.lineFeed: return .record(next: index + 1, lineBreaks: lineBreaks)
      case Self.carriageReturn:
        if index + 1 == end {
          return isLast ? .record(next: end, lineBreaks: lineBreaks) : .unfinished(inQuotes: false)
        }
        let isPair = bytes[index + 1] == Self.lineFeed
        return .record(next: index + (isPair ? 2 : 1), lineBreaks: lineBreaks)
      case 0: return .binary(at: index)
      default: return .textAfterQuote(field: fields.count - 1)
      }
    }
  }

  /// Whether a byte goes on with a field that is not quoted.
  private func isText(_ byte: UInt8) -> Bool {
    byte != delimiter && byte != Self.lineFeed && byte != Self.carriageReturn && byte != 0
  }

  private mutating func addLooseText(upTo end: Int, closingQuote: Int) {
    let field = fields.count - 1
    fields[field].end = end
    fields[field].isEscaped = true
    hasEscapes = true
    looseFields.append((field, closingQuote))
  }

  /// Where the line after the one that starts at `range.lowerBound` starts; nil when the range holds no line end, or
  /// ends in a CR that may be half of one.
  func firstLineEnd(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return bytes.withUnsafeBufferPointer { pointer in
      var index = range.lowerBound
      while index < range.upperBound {
        if pointer[index] == Self.lineFeed { return index + 1 }
        if pointer[index] == Self.carriageReturn {
          guard index + 1 < range.upperBound else { return nil }
          return pointer[index + 1] == Self.lineFeed ? index + 2 : index + 1
        }
        index += 1
      }
      return nil
    }
  }
}
