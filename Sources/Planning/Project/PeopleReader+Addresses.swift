internal import Calendars
internal import Tables
internal import Workforce

extension PeopleReader {
  static let sameAddress = "agents.same-address"
  static let addressColumns = ["email", "external_ids"]

  /// `email` and `external_ids` of everybody who has one, by person.
  ///
  /// Warnings name rows, never an address: plans keep them.
  /// - Parameter people: parallel to the rows.
  /// - Throws: `agents.email` or `agents.external-id` for what has another form.
  mutating func addresses(_ rows: TableRows, of people: [Person]) throws(Diagnostic) -> [PersonID: PersonAddress] {
    var addresses: [PersonID: PersonAddress] = [:]
    var seen: [String: Int] = [:]
    for row in 0..<rows.count {
      var address = PersonAddress()
      if let text = rows.text(row, "email") {
        guard EmailForm.isAddress(text) else {
          throw rows.fail(
            row, "email", "agents.email", "'\(text)' isn't an e-mail address",
            cure: "Write one, such as a07@example.org.")
        }
        address.email = text
        warnOfTwin(rows, row, "email", key: text.lowercased(), people: people, seen: &seen)
      }
      if let text = rows.text(row, "external_ids") {
        address.externalIDs = try externalIDs(text, rows, row)
        for (system, id) in address.externalIDs.sorted(by: { $0.key < $1.key }) where !PersonAddress.isShared(system) {
          warnOfTwin(rows, row, "external_ids", key: "\(system):\(id)", people: people, seen: &seen)
        }
      }
      if !address.isEmpty { addresses[people[row].id] = address }
    }
    return addresses
  }

  /// `zendesk:38112 deputy:77` by system.
  private func externalIDs(_ text: String, _ rows: TableRows, _ row: Int) throws(Diagnostic) -> [String: String] {
    var ids: [String: String] = [:]
    for part in text.split(whereSeparator: \.isWhitespace) {
      let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let system = halves[0].lowercased()
      guard halves.count == 2, PersonAddress.isSystem(system), !halves[1].isEmpty, let last = halves[1].last,
        !",;|".contains(last)
      else {
        throw rows.fail(
          row, "external_ids", "agents.external-id", "'\(part)' isn't a system and an ID",
          cure: "Write system:id, several divided by blanks: zendesk:38112 deputy:77.")
      }
      guard ids.updateValue(String(halves[1]), forKey: system) == nil else {
        throw rows.fail(
          row, "external_ids", "agents.external-id", "the system '\(system)' is named twice",
          cure: "Leave one of its IDs away.")
      }
    }
    return ids
  }

  /// Two people who share an address would get each other's duties.
  private mutating func warnOfTwin(
    _ rows: TableRows, _ row: Int, _ column: String, key: String, people: [Person], seen: inout [String: Int]
  ) {
    guard let earlier = seen.updateValue(row, forKey: key) else { return }
    let what = column == "email" ? "e-mail address" : "ID in another system"
    warnings.append(
      Diagnostic(
        Self.sameAddress,
        "'\(people[row].id)' has the \(what) of '\(people[earlier].id)' in row "
          + "\(rows.position(earlier, column).row ?? 0)", at: rows.position(row, column),
        cure: "Correct one of them, or an export tells one person the other's duties.", severity: .warning))
  }
}

/// What an e-mail address looks like, as far as a slip of the pen shows: not every address that mail systems take.
enum EmailForm {
  static func isAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, (1...64).contains(halves[0].utf8.count), halves[1].utf8.count <= 253 else { return false }
    let dotted = halves.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
    guard dotted[1].count >= 2, dotted.joined().allSatisfy({ !$0.isEmpty }) else { return false }
    return halves[0].unicodeScalars.allSatisfy(isOfName)
      && dotted[1].allSatisfy { label in
        label.utf8.count <= 63 && label.first != "-" && label.last != "-"
          && label.unicodeScalars.allSatisfy { $0 == "-" || $0.properties.isAlphabetic || isDigit($0) }
      }
  }

  /// A letter, a digit, or one of the marks that need no quotes before the `@`.
  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || isDigit(scalar) || ".!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }
}
