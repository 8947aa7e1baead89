internal import Calendars
internal import Foundation
internal import Tables
internal import Workforce

/// Whose leave a row is: by `agent_id`, e-mail address, an id of another system, or name.
struct LeavePeople {
  enum Found: Hashable {
    case person(PersonID)
    case several
    case nobody
  }

  private let names: [(id: PersonID, words: [String])]
  private var keys: [String: Set<PersonID>] = [:]

  init(_ people: [Person], _ addresses: [PersonID: PersonAddress]) {
    names = people.map { ($0.id, Self.words($0.name)) }
    for person in people {
      let address = addresses[person.id] ?? PersonAddress()
      let shared = address.externalIDs.filter { !PersonAddress.isShared($0.key) }
      for key in [person.id.rawValue] + [address.email].compactMap(\.self) + shared.values.sorted() {
        keys[Self.key(key), default: []].insert(person.id)
      }
    }
  }

  func find(_ who: LeaveRow.Who) -> Found {
    switch who {
    case .keys(let texts):
      // Each that is anybody's has to be the same person's.
      let found = texts.map(named).filter { !$0.isEmpty }
      guard let first = found.first else { return .nobody }
      return Self.only(found.dropFirst().reduce(first) { $0.intersection($1) })
    case .inText(let text, let addresses):
      // Who organizes leave is who takes it, or who grants it: the text comes first.
      let found = named(in: Self.words(text))
      if !found.isEmpty { return Self.only(found) }
      let addressed = addresses.compactMap { keys[Self.key($0)] }.reduce(into: Set()) { $0.formUnion($1) }
      return addressed.isEmpty ? .nobody : Self.only(addressed)
    }
  }

  /// Whose id, address or name a cell is.
  private func named(_ text: String) -> Set<PersonID> {
    if let found = keys[Self.key(text)] ?? numbered(text) { return found }
    let words = Set(Self.words(text))
    return words.isEmpty ? [] : Set(names.filter { Set($0.words) == words }.map(\.id))
  }

  /// Those whose name, or id, stands in a text as whole words; of names inside each other the longer one counts.
  private func named(in words: [String]) -> Set<PersonID> {
    // In any order: `Novák, Jan`.
    func holds(_ part: [String]) -> Bool {
      let sought = part.sorted()
      return !part.isEmpty && words.count >= part.count
        && (0...(words.count - part.count)).contains { words[$0..<($0 + part.count)].sorted() == sought }
    }
    let matches = names.filter { holds($0.words) || (!Self.isNumber($0.id) && holds(Self.words($0.id.rawValue))) }
    let longest = matches.filter { match in
      !matches.contains {
        $0.id != match.id && $0.words.count > match.words.count && Set(match.words).isSubset(of: $0.words)
      }
    }
    return Set(longest.map(\.id))
  }

  /// A number in a text may be of anything.
  private static func isNumber(_ id: PersonID) -> Bool { id.rawValue.allSatisfy(\.isNumber) }

  /// Spreadsheets take `007` for a number.
  private func numbered(_ text: String) -> Set<PersonID>? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let number = text.drop { $0 == "0" }
    let same = names.map(\.id).filter {
      $0.rawValue.utf8.allSatisfy { (48...57).contains($0) } && $0.rawValue.drop { $0 == "0" } == number
    }
    return same.isEmpty ? nil : Set(same)
  }

  private static func only(_ found: Set<PersonID>) -> Found {
    guard found.count == 1, let person = found.first else { return .several }
    return .person(person)
  }

  private static func key(_ text: String) -> String { Header.trimmed(text).lowercased() }

  /// Without case and accents; `Novák, Jan` has the words of `Jan Novak`.
  private static func words(_ text: String) -> [String] {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
