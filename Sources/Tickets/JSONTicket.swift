internal import Calendars
internal import Tables

/// What one JSON object says about its ticket. One is filled again and again.
struct JSONTicket {
  private var values: [Range<Int>?] = Array(repeating: nil, count: JSONPaths.Purpose.allCases.count)
  private var ranks: [Int] = Array(repeating: Int.max, count: JSONPaths.Purpose.allCases.count)
  /// A bit for each purpose of which the member is `true`.
  private var flags: UInt32 = 0
  private var isMerged = false
  /// How many lists the value stands in that is being read.
  private var lists = 0
  /// Times of the creation that stand in a list: of several only one is this ticket's.
  private(set) var listedTimes = 0
  private var isIDListed = false
  /// The paths that were used, by purpose: positions in `JSONPaths.names`; -1 = none so far. `clear` keeps them.
  private(set) var paths: [Int] = Array(repeating: -1, count: JSONPaths.Purpose.allCases.count)

  var hasTime: Bool { values[JSONPaths.Purpose.created.rawValue] != nil }
  var hasID: Bool { values[JSONPaths.Purpose.id.rawValue] != nil }
  /// Whether it has an id that isn't one of several in a list.
  var hasOwnID: Bool { hasID && !isIDListed }

  mutating func clear() {
    for index in values.indices {
      values[index] = nil
      ranks[index] = Int.max
    }
    flags = 0
    isMerged = false
    (lists, listedTimes, isIDListed) = (0, 0, false)
  }

  /// Reads the members of the object that was entered.
  ///
  /// - Parameter languageField: the number of Zendesk's custom field that holds the language.
  mutating func read(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, paths: JSONPaths, languageField: [UInt8]?,
    path: UInt64 = JSONPaths.root, depth: Int = 0
  ) {
    var isFirst = true
    while let key = scanner.key(bytes, isFirst: &isFirst) {
      if JSONScanner.equals(bytes, key, "tags"), scanner.isNext(bytes, UInt8(ascii: "[")) {
        readTags(bytes, &scanner)
      } else if let languageField, JSONScanner.equals(bytes, key, "custom_fields"),
        scanner.isNext(bytes, UInt8(ascii: "["))
      {
        readLanguage(bytes, &scanner, field: languageField)
      } else {
        let hash = JSONPaths.hash(path, bytes, key)
        guard hash == path || paths.entry(hash) != nil else {
          scanner.skip(bytes)
          continue
        }
        readValue(bytes, &scanner, hash, paths: paths, languageField: languageField, from: path, depth: depth)
      }
    }
  }

  private mutating func readValue(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, _ hash: UInt64, paths: JSONPaths, languageField: [UInt8]?,
    from path: UInt64, depth: Int
  ) {
    if scanner.isNext(bytes, UInt8(ascii: "{")) {
      guard depth < 6, hash == path || paths.entry(hash)?.leads == true, scanner.enterObject(bytes) else {
        scanner.skip(bytes)
        return
      }
      read(bytes, &scanner, paths: paths, languageField: languageField, path: hash, depth: depth + 1)
    } else if scanner.isNext(bytes, UInt8(ascii: "[")) {
      guard depth < 6, paths.entry(hash) != nil, scanner.enterArray(bytes) else {
        scanner.skip(bytes)
        return
      }
      // Of several components or groups the first counts.
      var isFirst = true
      lists += 1
      defer { lists -= 1 }
      while scanner.element(bytes, isFirst: &isFirst) {
        readValue(bytes, &scanner, hash, paths: paths, languageField: languageField, from: path, depth: depth + 1)
      }
    } else if let entry = paths.entry(hash), let purpose = entry.purpose {
      take(entry, purpose, bytes, &scanner)
    } else {
      scanner.skip(bytes)
    }
  }

  private mutating func take(
    _ entry: JSONPaths.Entry, _ purpose: JSONPaths.Purpose, _ bytes: Span<UInt8>, _ scanner: inout JSONScanner
  ) {
    let index = purpose.rawValue
    if scanner.isNext(bytes, UInt8(ascii: "t")) {
      scanner.skip(bytes)
      flags |= 1 << UInt32(index)
      return
    }
    guard let value = scanner.scalar(bytes), !value.isEmpty else { return }
    if lists > 0, purpose == .created { listedTimes += 1 }
    guard entry.rank < ranks[index] else { return }
    if purpose == .id { isIDListed = lists > 0 }
    values[index] = value
    ranks[index] = entry.rank
    paths[index] = entry.path
  }

  private mutating func readTags(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) {
    var isFirst = true
    guard scanner.enterArray(bytes) else { return }
    while scanner.element(bytes, isFirst: &isFirst) {
      if let tag = scanner.scalar(bytes), JSONScanner.equals(bytes, tag, "closed_by_merge") { isMerged = true }
    }
  }

  /// Zendesk's custom fields: `[{"id": 9001, "value": "en"}]`.
  private mutating func readLanguage(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner, field: [UInt8]) {
    var isFirst = true
    guard scanner.enterArray(bytes) else { return }
    while scanner.element(bytes, isFirst: &isFirst) {
      var isFirstPart = true
      var isField = false
      var value: Range<Int>?
      guard scanner.enterObject(bytes) else { continue }
      while let part = scanner.key(bytes, isFirst: &isFirstPart) {
        if JSONScanner.equals(bytes, part, "id") {
          isField = scanner.scalar(bytes).map { Self.equals(bytes, $0, field) } ?? false
        } else if JSONScanner.equals(bytes, part, "value") {
          value = scanner.scalar(bytes)
        } else {
          scanner.skip(bytes)
        }
      }
      if isField { values[JSONPaths.Purpose.language.rawValue] = value }
    }
  }

  private static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    for offset in 0..<other.count where bytes[range.lowerBound + offset] != other[offset] { return false }
    return true
  }

  // MARK: - Draft

  private func has(_ flag: JSONPaths.Purpose) -> Bool { flags & (1 << UInt32(flag.rawValue)) != 0 }

  private func value(_ purpose: JSONPaths.Purpose) -> Range<Int>? { values[purpose.rawValue] }

  /// - Parameters:
  ///   - channel: the channel of tickets that name none.
  ///   - readsUpdate: whether it matters when the ticket was updated.
  func fill(
    _ draft: inout TicketDraft, _ bytes: Span<UInt8>, channel: [UInt8], options: ImportOptions,
    directions: inout CellMemo<Direction?>, readsUpdate: Bool
  ) {
    draft.clear()
    let times = TimeReader(dateOrder: options.dateOrder ?? .dayFirst)
    draft.created = value(.created).flatMap { times.read(bytes.extracting($0)) }
    if readsUpdate, let updated = value(.updated).flatMap({ times.read(bytes.extracting($0)) }) {
      draft.update = UpdateTimes.seconds(of: updated, zone: options.zone)
    }
    let identity = value(.id).map { ByteText.identity(bytes.extracting($0)) } ?? 0
    draft.identity = identity == 0 ? nil : identity
    var isOutbound = false
    if let range = value(.channel) {
      let word = JSONScanner.text(bytes, range)
      let source = FreshdeskSource(word)
      isOutbound = source?.isOutbound ?? false
      draft.stream += source?.word ?? word
    } else {
      // An inbox without a channel is one of chats.
      draft.stream += channel.isEmpty && value(.inbox) != nil ? Array("chat".utf8) : channel
    }
    draft.endStreamPart()
    for part in [value(.group) ?? value(.inbox), value(.language)] {
      if let part { draft.stream += JSONScanner.text(bytes, part) }
      draft.endStreamPart()
    }
    draft.endStreamPart()
    draft.drop = reason(bytes, isOutbound: isOutbound, &directions)
    if draft.drop == nil { measure(&draft, bytes, options: options) }
  }

  private func reason(
    _ bytes: Span<UInt8>, isOutbound: Bool, _ directions: inout CellMemo<Direction?>
  ) -> DropReason? {
    if let status = value(.status), let drop = TicketTable.drop(status: bytes.extracting(status)) { return drop }
    if has(.spam) { return .spam }
    if has(.deleted) { return .deleted }
    if isMerged { return .merged }
    if isOutbound { return .outbound }
    if has(.closedWhenCreated) { return .closedWhenCreated }
    guard let relation = value(.direction) else { return nil }
    switch directions.value(bytes.extracting(relation), make: DirectionWords.direction) {
    case .outbound?: return .outbound
    case .within?: return .within
    default: return nil
    }
  }

  private func measure(_ draft: inout TicketDraft, _ bytes: Span<UInt8>, options: ImportOptions) {
    for (purpose, source) in [
      (JSONPaths.Purpose.handleTime, HandleTimeSource.handleTime), (.trackedTime, .trackedTime),
    ] {
      guard let range = value(purpose),
        let seconds = HandleTime.seconds(bytes.extracting(range), unit: 1, marks: [.point]), seconds > 0,
        seconds <= HandleTime.longest
      else { continue }
      draft.handleSeconds = seconds
      draft.handleSource = source
      return
    }
    guard let minutes = options.minutesPerReply, let replies = value(.replies),
      let count = FieldNumber.integer(bytes.extracting(replies)), count > 0,
      Double(count) * minutes * 60 <= HandleTime.longest
    else { return }
    draft.handleSeconds = Double(count) * minutes * 60
    draft.handleSource = .replies
  }
}

/// Freshdesk's numbers for the source of a ticket.
struct FreshdeskSource {
  let word: [UInt8]
  let isOutbound: Bool

  /// Nil for what is no such number.
  init?(_ text: [UInt8]) {
    guard let number = FieldNumber.integer(text.span), let word = Self.words[number] else { return nil }
    self.word = Array(word.utf8)
    isOutbound = number == 10
  }

  private static let words = [
    1: "email", 2: "portal", 3: "phone", 4: "forum", 5: "twitter", 6: "facebook", 7: "chat", 8: "mobihelp",
    9: "feedback widget", 10: "outbound email", 11: "ecommerce", 12: "bot", 13: "whatsapp",
  ]
}
