internal import Tables

/// A zone as a TZif file holds it (RFC 8536, versions 2 and later): explicit transitions, and the rule that goes on
/// behind them.
///
/// Files are "fat" (transitions up to 2037) or "slim" (up to the last change that no rule explains); both come to the
/// same table. What the fields for readers of local time kinds say is not needed and not read.
struct TZif: Hashable, Sendable {
  /// Starts of the periods, in seconds since 1970, rising; the first is `Int.min`.
  var starts: [Int]
  /// Seconds east of UTC in each period, parallel to `starts`; two neighbours may be alike.
  var offsets: [Int]
  /// Nil where the last offset stays.
  var rule: PosixRule?

  /// The last year of which a table knows the changes of its rule.
  static let lastYear = 2200
  /// No file of a zone comes near to it (the largest have 4 KB).
  static let largestFile = 1 << 18
  /// Seconds around 1970 in which transitions are kept: 34,000 years, so that sums with offsets can't overflow.
  private static let reach = 1 << 40

  /// - Parameter file: how messages name it.
  /// - Throws: `zone.file` naming what isn't as it must be: no TZif, cut short, version 1, leap seconds, a count, an index,
  ///   an order or an offset that can't be, a footer that is no rule.
  init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    func fault(_ message: String, _ cure: String? = nil) -> Diagnostic {
      Diagnostic(
        "zone.file", message, at: SourcePosition(file: file),
        cure: cure ?? "Install the tzdata package again, or name another folder with --zone-rules.")
    }
    var reader = ByteReader(bytes: bytes)
    guard let first = reader.header() else {
      throw fault("the file isn't a time zone's: it doesn't begin as TZif")
    }
    guard first.version >= 2 else {
      throw fault(
        "the file is TZif version 1, which ends in 2037; expected version 2 or later",
        "Compile the zones with 'zic -b slim' or install the tzdata package.")
    }
    // The first block is the same again in 32 bits, for readers of version 1.
    guard reader.skip(first.blockSize(timeSize: 4)), let header = reader.header() else {
      throw fault("the file is cut short: the 64-bit data that version \(first.version) promises are missing")
    }
    guard header.leapCount == 0 else {
      throw fault(
        "the file counts leap seconds (\(header.leapCount)), as those under 'right/' do; clocks and calendars don't",
        "Name the folder without 'right'.")
    }
    guard header.typeCount > 0 else { throw fault("the file has no local time at all") }
    guard reader.remaining >= header.blockSize(timeSize: 8) else {
      throw fault(
        "the file is cut short: \(header.blockSize(timeSize: 8)) bytes of data are announced, \(reader.remaining) are there"
      )
    }
    let times = (0..<header.timeCount).map { _ in reader.integer(bytes: 8) }
    let indices = (0..<header.timeCount).map { _ in reader.integer(bytes: 1) & 0xFF }
    let types = (0..<header.typeCount).map { _ in
      let offset = reader.integer(bytes: 4)
      _ = reader.skip(2)
      return offset
    }
    _ = reader.skip(header.charCount + header.standardCount + header.universalCount)
    if let place = indices.firstIndex(where: { $0 >= types.count }) {
      throw fault("transition \(place + 1) leads to local time \(indices[place] + 1) of \(types.count)")
    }
    if let place = zip(times, times.dropFirst()).enumerated().first(where: { $1.0 >= $1.1 })?.offset {
      throw fault("transition \(place + 2) doesn't lie after the one before it")
    }
    if let offset = types.first(where: { abs($0) > 93_599 }) {
      throw fault("an offset of \(offset) seconds from UTC is more than 26 hours")
    }
    starts = [Int.min]
    // Before the first transition, the first local time holds (RFC 8536, 3.2).
    offsets = [types[0]]
    for (time, index) in zip(times, indices) where time <= Self.reach {
      if time < -Self.reach {
        offsets[0] = types[index]
      } else {
        starts.append(time)
        offsets.append(types[index])
      }
    }
    guard let footer = reader.line() else {
      throw fault("the file is cut short: the footer, a line with the rule for the years to come, is missing")
    }
    if !footer.isEmpty {
      guard let rule = PosixRule(footer) else {
        throw fault("the footer '\(String(decoding: footer.prefix(60), as: UTF8.self))' isn't a rule of clock changes")
      }
      self.rule = rule
    }
  }

  /// The table of a `Zone`: transitions, then the rule's up to `lastYear`, without those that keep the offset (Debian's
  /// files end with one in 2038; Vancouver's of November 2026 changes only the name).
  func table() -> (starts: [Int], offsets: [Int]) {
    var table = (starts: [Int.min], offsets: [offsets[0]])
    func add(_ at: Int, _ offset: Int) {
      guard offset != table.offsets[table.offsets.count - 1] else { return }
      if at > table.starts[table.starts.count - 1] {
        table.starts.append(at)
        table.offsets.append(offset)
      } else if table.starts.count > 1 {
        // Two changes in one moment: the later one holds.
        table.starts.removeLast()
        table.offsets.removeLast()
        if offset != table.offsets[table.offsets.count - 1] {
          table.starts.append(at)
          table.offsets.append(offset)
        }
      }
    }
    for (at, offset) in zip(starts, offsets).dropFirst() { add(at, offset) }
    guard let rule else { return table }
    let last = starts[starts.count - 1]
    if starts.count == 1, rule.other == nil {
      // No transition and one offset for good; the two agree in every sound file.
      return ([Int.min], [rule.standard])
    }
    let firstYear = starts.count == 1 ? 1900 : CivilTime(wallSeconds: last).date.year - 1
    // A rule may overlap the turn of the year, so that the changes of two years mingle; those of one moment keep their order.
    let changes = stride(from: max(1900, firstYear), through: Self.lastYear, by: 1).flatMap(rule.changes(in:))
    for change in changes.enumerated().sorted(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) })
    where change.element.at > last {
      add(change.element.at, change.element.offset)
    }
    return table
  }
}

/// The fixed part before each block of data.
private struct Header {
  /// 1, 2, 3 or 4.
  var version: Int
  var universalCount: Int
  var standardCount: Int
  var leapCount: Int
  var timeCount: Int
  var typeCount: Int
  var charCount: Int

  /// Bytes of the block behind it. Counts have 32 bits, so sums of them can't overflow.
  func blockSize(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4) + standardCount + universalCount
  }
}

/// Reads big-endian numbers from bytes, left to right.
private struct ByteReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  /// - Returns: false where there are not so many.
  mutating func skip(_ count: Int) -> Bool {
    guard count <= remaining else { return false }
    position += count
    return true
  }

  /// A signed number of 1, 4 or 8 bytes; 0 behind the end.
  mutating func integer(bytes count: Int) -> Int {
    guard count <= remaining else { return 0 }
    let value = bytes[position..<position + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    position += count
    switch count {
    case 8: return Int(Int64(bitPattern: value))
    case 4: return Int(Int32(truncatingIfNeeded: Int64(bitPattern: value)))
    default: return Int(Int8(truncatingIfNeeded: Int64(bitPattern: value)))
    }
  }

  mutating func header() -> Header? {
    guard remaining >= 44, bytes[position..<position + 4].elementsEqual("TZif".utf8) else { return nil }
    let mark = bytes[position + 4]
    position += 20
    func count() -> Int { integer(bytes: 4) & 0xFFFF_FFFF }
    let counts = (0..<6).map { _ in count() }
    return Header(
      version: mark == 0 ? 1 : max(1, Int(mark) - 48), universalCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], charCount: counts[5])
  }

  /// What stands between a line feed here and the next; nil where there are not two.
  mutating func line() -> ArraySlice<UInt8>? {
    guard position < bytes.count, bytes[position] == 10, let end = bytes[(position + 1)...].firstIndex(of: 10)
    else { return nil }
    defer { position = end + 1 }
    return bytes[(position + 1)..<end]
  }
}
