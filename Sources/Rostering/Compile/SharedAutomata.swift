/// Makes the automaton of everybody's rules over days; people with the same rules, past and free days share one.
///
/// - Parameters:
///   - letterCount: letters from `off` on that the rows have.
///   - scale: of the prices.
func shareAutomata(
  among people: inout [CompiledPerson], menus: [Menu], rows: [ShiftRow], letterCount: Int, scale: PriceScale
) -> [RuleAutomaton] {
  struct Key: Hashable {
    var rules: DayRules
    var workable: [Set<DayLetter>]
  }
  var automata: [RuleAutomaton] = []
  var indexOf: [Key: Int] = [:]
  for index in people.indices {
    let person = people[index]
    let workable = person.days.indices.map { day in
      person.days[day].isAllowed ? Set(rows[menus[person.menu].days[day].rows].map(\.letter)) : []
    }
    let key = Key(rules: person.dayRules, workable: workable)
    let automaton = indexOf[key] ?? automata.count
    if automaton == automata.count {
      indexOf[key] = automaton
      automata.append(
        RuleAutomaton(rules: person.dayRules, workable: workable, letterCount: letterCount, scale: scale))
    }
    people[index].automaton = automaton
  }
  return automata
}
