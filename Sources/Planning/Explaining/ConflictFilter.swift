internal import Calendars
internal import Rostering
internal import Tables
internal import Workforce

/// Finds what keeps a person from something: a set of facts of which each is needed.
///
/// A deletion filter: a fact is let go of, and the person's exact program solved again; where that makes no difference, it
/// stays out. What is left together keeps the person away, and without any one of it they could.
///
/// Source: Chinneck & Dravnieks, *Locating minimal infeasible constraint sets in linear programs*, ORSA Journal on
/// Computing 3 (1991).
struct ConflictFilter {
  let request: RosterRequest
  /// Whose duties are there beside the person's: it counts where a site limits the starts of a day.
  let rota: Rota

  /// What stands against something.
  struct Finding: Hashable {
    /// Each is needed; empty where no rule is to blame: no shift is like what is asked for.
    var facts: [PersonFact]
  }

  /// Whether the person can have duties that keep the terms and do one of what is asked.
  func isPossible(_ wishes: [TourWish], under terms: LoneRoster.Terms) throws(Diagnostic) -> Bool {
    let lone = try LoneRoster(request, rota: rota, terms: terms, isPriced: false)
    return wishes.contains { lone.best($0) != nil }
  }

  /// - Returns: nil where one of the wishes is possible.
  /// - Complexity: one person's program for each fact and wish.
  func finding(against wishes: [TourWish], of person: Person) throws(Diagnostic) -> Finding? {
    guard try !isPossible(wishes, under: LoneRoster.Terms(person)) else { return nil }
    var facts = PersonFact.all(of: person, in: request, rota: rota)
    if wishes.contains(where: { if case .fullWeek = $0 { true } else { false } }) {
      facts.append(.limit("minimumWeekly"))
    }
    guard try isPossible(wishes, under: terms(of: person, without: facts)) else { return Finding(facts: []) }
    var dropped: [PersonFact] = []
    for fact in facts {
      if try !isPossible(wishes, under: terms(of: person, without: dropped + [fact])) { dropped.append(fact) }
    }
    return Finding(facts: facts.filter { !dropped.contains($0) })
  }

  /// What holds of a person without some of it.
  func terms(of person: Person, without facts: [PersonFact]) -> LoneRoster.Terms {
    var terms = LoneRoster.Terms(person)
    for fact in facts { fact.drop(from: &terms, after: request) }
    return terms
  }
}
