internal import Planning
internal import Tables
internal import Words

/// What a piece of `project` changes, each setting by its name, with its old value and its new one.
struct ScenarioWords {
  /// In the order of the settings' names: `Phone: patience 60s → 2m`, `shift Late added`.
  let words: [String]

  /// - Parameters:
  ///   - piece: what is laid over the settings.
  ///   - old: the settings below.
  ///   - new: the settings with it.
  init(of piece: SettingsValue, from old: SettingsValue, to new: SettingsValue) {
    guard case .object(let fields) = piece else {
      words = []
      return
    }
    var words: [String] = []
    for key in fields.keys.sorted() {
      guard let part = fields[key] else { continue }
      let changes = part.items
      if !changes.isEmpty, changes.allSatisfy({ $0.id != nil }) {
        for change in changes {
          words += Self.thing(key, change, old[key]?.items ?? [], new[key]?.items ?? [])
        }
      } else {
        words += Self.changes(key, part, old[key], new[key])
      }
    }
    self.words = words
  }

  /// A queue, shift or site: that it came or went, or what about it changed.
  private static func thing(
    _ list: String, _ change: SettingsValue, _ old: [SettingsValue], _ new: [SettingsValue]
  ) -> [String] {
    let before = old.first { $0.id == change.id }
    let after = new.first { $0.id == change.id }
    let kind = list.hasSuffix("s") ? String(list.dropLast()) : list
    let label = after?.label ?? before?.label ?? ""
    if change.isRemoval || after == nil { return ["\(kind) \(label) removed"] }
    guard before != nil else { return ["\(kind) \(label) added"] }
    return changes("\(kind) \(label)", change, before, after)
  }

  /// - Parameter title: of what the settings are.
  private static func changes(
    _ title: String, _ piece: SettingsValue, _ old: SettingsValue?, _ new: SettingsValue?
  ) -> [String] {
    if let changes = piece.weekly, let week = new?.weekly {
      return hours(title, changes.keys, old?.weekly ?? [:], week)
    }
    if case .object(let fields) = piece {
      return fields.keys.sorted().flatMap { key -> [String] in
        guard key != "id", key != "new", let part = fields[key] else { return [] }
        return changes("\(title) \(key)", part, old?[key], new?[key])
      }
    }
    let (before, after) = (shown(old), shown(new))
    return before == after ? [] : ["\(title) \(before) → \(after)"]
  }

  /// Weekdays that change, those that change alike together: `hours mon-fri 08:00-18:00 → 07:00-20:00`.
  private static func hours(
    _ title: String, _ keys: some Collection<String>, _ old: [String: SettingsValue], _ new: [String: SettingsValue]
  ) -> [String] {
    var spans: [(first: String, last: String, words: String)] = []
    for day in order(Array(keys)) {
      let (before, after) = (shown(old[day], none: "closed"), shown(new[day], none: "closed"))
      guard before != after else { continue }
      let words = "\(before) → \(after)"
      if let last = spans.indices.last, spans[last].words == words {
        spans[last].last = day
      } else {
        spans.append((day, day, words))
      }
    }
    return spans.map { "\(title) \($0.first == $0.last ? $0.first : "\($0.first)-\($0.last)") \($0.words)" }
  }

  /// A value as a planner would write it.
  private static func shown(_ value: SettingsValue?, none: String = "not set") -> String {
    switch value {
    case nil, .null: none
    case .text(let text): text
    case .array(let items): items.isEmpty ? none : Words.plain.list(items.map { shown($0) })
    case .object(let fields):
      order(fields.keys.sorted()).map { "\($0) \(shown(fields[$0]))" }.joined(separator: "; ")
    case .some(let other): other.json
    }
  }

  /// Weekdays from Monday on, all else by name.
  private static func order(_ keys: [String]) -> [String] {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    func place(_ key: String) -> Int { days.firstIndex(of: String(key.prefix(3))) ?? days.count }
    return keys.sorted { (place($0), $0) < (place($1), $1) }
  }
}
