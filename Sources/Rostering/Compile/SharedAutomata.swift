/// Makes the automaton of everybody's rules over days; people with the same rules, past and free days share one.
func shareAutomata(among people: inout [CompiledPerson], menus: [Menu]) -> [RuleAutomaton] {
  struct Key: Hashable {
    var rules: [AnyHashable]
    var isWorkable: [Bool]
  }
  var automata: [RuleAutomaton] = []
  var indexOf: [Key: Int] = [:]
  for index in people.indices {
    let person = people[index]
    let isWorkable = person.days.indices.map {
      person.days[$0].isAllowed && !menus[person.menu].days[$0].rows.isEmpty
    }
    let key = Key(rules: person.dayRules.map { AnyHashable($0) }, isWorkable: isWorkable)
    let automaton = indexOf[key] ?? automata.count
    if automaton == automata.count {
      indexOf[key] = automaton
      automata.append(RuleAutomaton(rules: person.dayRules, isWorkable: isWorkable))
    }
    people[index].automaton = automaton
  }
  return automata
}
