internal import Calendars
internal import Planning

extension SettingsValue {
  /// Objects are merged key by key, hours weekday by weekday, lists of things with ids thing by thing; null takes away; all
  /// else replaces. A thing `{ id: "x", remove: true }` takes x out of its list.
  func merged(with other: SettingsValue) -> SettingsValue {
    if let week = weekly, let changes = other.weekly, case .object = other {
      return .object(week.merging(changes) { $1 }.filter { if case .null = $0.value { false } else { true } })
    }
    switch (self, other) {
    case (.object(var fields), .object(let changes)):
      for (key, change) in changes {
        if case .null = change { fields[key] = nil } else { fields[key] = fields[key]?.merged(with: change) ?? change }
      }
      return .object(fields)
    case (.array(var items), .array(let changes)) where !changes.isEmpty && changes.allSatisfy({ $0.id != nil }):
      for change in changes {
        let place = items.firstIndex { $0.id == change.id }
        if change.isRemoval {
          if let place { items.remove(at: place) }
        } else if let place {
          items[place] = items[place].merged(with: change)
        } else {
          items.append(change)
        }
      }
      return .array(items)
    default: return other
    }
  }

  /// The same with each rule as an object of which `piece` changes the limit or the price alone: `{ limit: 3 }` for `3`.
  func openingRules(for piece: SettingsValue) -> SettingsValue {
    guard case .object(let changes)? = piece["rules"], case .object(var rules)? = self["rules"] else { return self }
    for (name, change) in changes {
      guard case .object = change, let old = rules[name] else { continue }
      if case .object = old { continue }
      rules[name] = .object(["limit": old])
    }
    var opened = self
    opened["rules"] = .object(rules)
    return opened
  }

  /// Opening hours as a list of spans for each weekday: `{ "mon-fri": "08:00-18:00" }` and `"always"` alike; nil for
  /// everything else. A day that is taken away is null.
  var weekly: [String: SettingsValue]? {
    if case .text("always") = self {
      return Dictionary(uniqueKeysWithValues: Weekday.allCases.map { (Self.key($0), .array([.text("00:00-24:00")])) })
    }
    guard case .object(let fields) = self, !fields.isEmpty else { return nil }
    var week: [String: SettingsValue] = [:]
    for key in fields.keys.sorted() {
      guard let days = SettingsNode.weekdays(key), let value = fields[key] else { return nil }
      for day in days {
        switch (week[Self.key(day)], value) {
        case (_, .null): week[Self.key(day)] = .null
        case (.array(let known), .array(let more)): week[Self.key(day)] = .array(known + more)
        case (.array(let known), _): week[Self.key(day)] = .array(known + [value])
        case (_, .array): week[Self.key(day)] = value
        default: week[Self.key(day)] = .array([value])
        }
      }
    }
    return week
  }

  private static func key(_ day: Weekday) -> String { String("\(day)".lowercased().prefix(3)) }

  /// The first thing that `change` takes away although it isn't there.
  /// - Parameter place: the path of `change`.
  func strayRemoval(of change: SettingsValue, at place: String) -> (id: String, place: String, known: [String])? {
    switch change {
    case .object(let changes):
      var fields: [String: SettingsValue] = [:]
      if case .object(let own) = self { fields = own }
      let week = change.weekly == nil ? nil : weekly
      for key in changes.keys.sorted() {
        guard let piece = changes[key] else { continue }
        if case .null = piece {
          let days = week.flatMap { _ in SettingsNode.weekdays(key) }?.map(Self.key) ?? [key]
          let known = week.map { Array($0.keys) } ?? Array(fields.keys)
          if !days.contains(where: known.contains) { return (key, "\(place).\(key)", known.sorted()) }
        } else if let stray = (fields[key] ?? .null).strayRemoval(of: piece, at: "\(place).\(key)") {
          return stray
        }
      }
    case .array(let changes):
      var items: [SettingsValue] = []
      if case .array(let own) = self { items = own }
      for (number, piece) in changes.enumerated() {
        guard let id = piece.id else { continue }
        let item = items.first { $0.id == id }
        if piece.isRemoval, item == nil { return (id, "\(place)[\(number)]", items.compactMap(\.id)) }
        if let item, let stray = item.strayRemoval(of: piece, at: "\(place)[\(number)]") { return stray }
      }
    default: break
    }
    return nil
  }

  /// The field of an object; nil where there is none.
  subscript(key: String) -> SettingsValue? {
    get {
      guard case .object(let fields) = self else { return nil }
      return fields[key]
    }
    set {
      guard case .object(var fields) = self else { return }
      fields[key] = newValue
      self = .object(fields)
    }
  }

  /// The things of a list; empty for everything else.
  var items: [SettingsValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  var id: String? {
    guard case .object(let fields) = self, case .text(let id)? = fields["id"] else { return nil }
    return id
  }

  /// What people call a thing of a list: its name, else its id.
  var label: String? {
    guard case .object(let fields) = self, case .text(let name)? = fields["name"] else { return id }
    return name
  }

  var isRemoval: Bool {
    guard case .object(let fields) = self, case .flag(true)? = fields["remove"] else { return false }
    return true
  }

  /// As JSON, keys in order.
  var json: String {
    switch self {
    case .object(let fields):
      "{" + fields.keys.sorted().map { "\(Self.quoted($0)):\(fields[$0]?.json ?? "null")" }.joined(separator: ",") + "}"
    case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .text(let text): Self.quoted(text)
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
