internal import Calendars
internal import Planning
internal import Tables
internal import Words

/// Tells a newcomer of a scenario's `project` from a slip of the pen.
///
/// An id that the project does not have yet is a newcomer, and a newcomer says all that makes it one: a site its name and
/// time zone, a queue its name and channel, a shift its start and lengths. Whatever says less is taken for a misspelt id. An
/// id that is all but a known one must say `new: true` as well.
struct ScenarioIDs {
  let tree: SettingsValue
  let settings: ProjectSettings

  private static let kinds: [(list: String, noun: String, needed: [String])] = [
    ("sites", "site", ["name", "timeZone"]), ("queues", "queue", ["name", "channel"]),
    ("shifts", "shift", ["start", "lengths"]),
  ]

  /// `overlay` without the words `new`.
  /// - Throws: `scenario.unknown`, with the nearest known id; `scenario.known` for a newcomer that is there already.
  func checked(_ overlay: SettingsNode) throws(Diagnostic) -> SettingsValue {
    var plain = overlay.value
    for kind in Self.kinds {
      guard case .array(let entries)? = overlay.value[kind.list] else { continue }
      let known = tree[kind.list]?.items.compactMap(\.id) ?? []
      var left: [SettingsValue] = []
      for (number, entry) in entries.enumerated() {
        let node = overlay.inner(entry, at: "\(overlay.path).\(kind.list)[\(number)]")
        left.append(try checked(node, kind.noun, needed: kind.needed, known: known))
      }
      plain[kind.list] = .array(left)
    }
    return plain
  }

  private func checked(
    _ node: SettingsNode, _ noun: String, needed: [String], known: [String]
  ) throws(Diagnostic) -> SettingsValue {
    var plain = node.value
    var isNew = false
    if let mark = plain["new"] {
      isNew = try node.inner(mark, at: "\(node.path).new").flag()
      plain["new"] = nil
    }
    guard let id = plain.id, !plain.isRemoval else { return plain }
    if known.contains(id) {
      guard !isNew else {
        throw node.fail(
          "scenario.known", "found new: true, but the \(noun) '\(id)' is there already",
          cure: "Remove new: true to change it, or choose another id.")
      }
      return plain
    }
    let nearest = NearestName.of(id, among: known)
    let hint = nearest.map { "Did you mean '\($0)'? " } ?? ""
    let missing = needed.filter { plain[$0] == nil }
    guard missing.isEmpty else {
      throw node.fail(
        "scenario.unknown",
        "there is no \(noun) '\(id)', and a new one would need \(Words.plain.and(missing))",
        cure: hint + "Known: \(Words.plain.list(known)).")
    }
    if let nearest, !isNew, NearestName.edits(from: id, to: nearest) <= 1 {
      throw node.fail(
        "scenario.unknown", "there is no \(noun) '\(id)', and it is all but '\(nearest)'",
        cure: "Did you mean '\(nearest)'? If it is to be a new one, add new: true.")
    }
    return plain
  }
}
