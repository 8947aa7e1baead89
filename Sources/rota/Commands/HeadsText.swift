internal import Requirements
internal import Words

/// Heads of whom some are missing by chance, in rows of sentences of one thought each.
struct HeadsText {
  var heads: HeadsByChance
  /// The shares that the target names, 0…1.
  var target: Double?
  var occupancyCap: Double?
  /// Whether occupancy is a share of the places for conversations.
  var holdsSeveral = false
  /// The definition of the service level, where it is not the share of all contacts offered.
  var definition: String?

  private static func row(_ name: String, _ text: String) -> String {
    name + String(repeating: " ", count: max(1, 16 - name.count)) + text
  }

  private func rows(_ name: String, _ sentences: [String]) -> [String] {
    sentences.enumerated().map { Self.row($0.offset == 0 ? name : "", $0.element) }
  }

  private static func count(_ heads: Int) -> String { "\(heads) \(heads == 1 ? "head" : "heads")" }

  private static func exact(_ share: Double) -> String { ShareText.text(share, against: 0) }

  /// Tiny chances have no figures that anybody needs.
  private static func chance(_ share: Double) -> String { share < 0.00005 ? "below 0.01 %" : exact(share) }

  // MARK: - The calculator

  /// What a calculator says of them, beside a table.
  var onTheRota: [String] {
    var sentences = [
      "\(Self.count(heads.required)), each missing with a chance of \(Self.exact(heads.missing))"
    ]
    if heads.required > 0, let fewer = heads.levels.first(where: { $0.heads == heads.required - 1 }) {
      sentences.append("one less misses \(Words.plain.and(fewer.missed))")
    }
    return rows("on the rota", sentences + chances + waits)
  }

  private var chances: [String] {
    guard heads.required > 0, heads.missing > 0 else { return [] }
    let nobody = "the chance that nobody is there is \(Self.chance(heads.nobody))"
    return [heads.onlyOne.map { "\(nobody), that only one is \(Self.chance($0))" } ?? nobody]
  }

  private var waits: [String] {
    heads.waitsOfMeanNumber && heads.missing > 0
      ? ["mean waits of heads are those of the mean number: without patience any chance of too few makes them endless"]
      : []
  }

  // MARK: - The explanation

  /// - Parameters:
  ///   - positions: that meet the target if everybody were there.
  ///   - contacts: of the interval.
  func explanation(positions: Int, contacts: Double) -> [String] {
    var lines: [String] = []
    if heads.levels.isEmpty {
      return heads.minimumHeads.map { rows("heads", ["minimumHeads asks for \($0) in every open interval"]) } ?? []
    }
    guard heads.missing > 0 || heads.day != nil || heads.minimumHeads != nil else { return [] }
    lines += rows("heads", chances + waits)
    for level in heads.levels {
      lines.append(Self.row("  \(Self.count(level.heads))", figures(level)))
      lines.append(Self.row("", level.missed.isEmpty ? "meets the target" : "misses " + Words.plain.and(level.missed)))
    }
    if let least = heads.minimumHeads {
      lines.append(Self.row("", "minimumHeads asks for \(least), nothing else for as many"))
    }
    if let old = heads.inProportion { lines.append(Self.row("", proportion(old, positions: positions))) }
    if let day = heads.day { lines += rows("day", sentences(of: day, contacts: contacts)) }
    return lines
  }

  private func proportion(_ old: HeadsByChance.Level, positions: Int) -> String {
    let rule =
      "\(positions) \(positions == 1 ? "position" : "positions") divided by \(Self.exact(1 - heads.missing)) would be "
    guard old.heads != heads.required, let now = heads.levels.first(where: { $0.heads == heads.required }) else {
      return rule + "as many heads"
    }
    return
      "\(rule)\(Self.count(old.heads)): \(share(old.serviceLevel)) in time in place of \(share(now.serviceLevel))"
  }

  /// The limit that an interval's service level is beside.
  private var limit: Double? { heads.day?.floorLevel ?? target }

  private func share(_ level: Double) -> String { ShareText.text(level, against: limit) }

  private func sentences(of day: HeadsByChance.Day, contacts: Double) -> [String] {
    func ofDay(_ level: Double) -> String { ShareText.text(level, against: day.goal) }
    func number(_ value: Double) -> String { Words.plain.short(value) }
    var sentences = [
      "\(ofDay(day.goal)) of the day's \(number(day.contacts)) contacts are to be in time: the target and its margin",
      "with the heads required \(ofDay(day.serviceLevel)) are expected to be",
      "the floor of this interval is \(Self.count(day.floor.heads)): \(share(day.floor.serviceLevel)) in time, where no "
        + "less than \(Self.exact(day.floorLevel)) may be",
    ]
    guard let now = heads.levels.first(where: { $0.heads == heads.required }),
      let fewer = heads.levels.first(where: { $0.heads == heads.required - 1 })
    else { return sentences }
    let lost = now.contactsInTime - fewer.contactsInTime
    sentences.append(
      "one head less: \(share(fewer.serviceLevel)) of the interval's \(number(contacts)) contacts in time in place of "
        + "\(share(now.serviceLevel)), which is \(number(lost)) contacts")
    if let level = fewer.dayLevel {
      sentences.append(
        "the day would have \(ofDay(level)) in place of \(ofDay(day.serviceLevel)), "
          + "\(number((day.serviceLevel - level) * 100)) points less")
    }
    return sentences
  }

  private func figures(_ level: HeadsByChance.Level) -> String {
    var parts = ["\(share(level.serviceLevel)) in time expected\(definition.map { " " + $0 } ?? "")"]
    parts.append(
      level.meanWait.isFinite ? "mean wait \(Words.plain.seconds(level.meanWait))" : "the queue grows for ever")
    if let share = level.abandonment, share > 0 { parts.append("abandoned \(Self.exact(share))") }
    if let share = level.turnedAway { parts.append("turned away \(Self.exact(share))") }
    let busy = ShareText.text(level.occupancy, against: occupancyCap)
    parts.append(holdsSeveral ? "\(busy) of the places for conversations taken" : "occupancy \(busy)")
    return Words.plain.list(parts)
  }
}
