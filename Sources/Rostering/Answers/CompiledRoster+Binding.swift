import Calendars

/// A duty that is asked for is bound by prices: the oracle, the search and the bound rest on every duty being one that can
/// be left out, so it can't be demanded, but it can earn more than it can ever cost.
extension CompiledRoster {
  /// The same people's parts with some of them changed; menus, rows and cover stay.
  func replacing(_ person: Int, by changed: CompiledPerson, wishCosts: FrozenBuffer<Int32>? = nil) -> CompiledRoster {
    var roster = self
    roster.people[person] = changed
    if let wishCosts { roster.wishCosts = wishCosts }
    if hasRules(of: people[person], changed) {
      roster.people[person].automaton = people[person].automaton
    } else {
      roster.automata = shareAutomata(
        among: &roster.people, menus: menus, rows: rows, letterCount: letterCount, scale: scale)
    }
    roster.classes = PersonClass.all(of: roster.people)
    return roster
  }

  /// Whether the automaton of one serves the other as it is: prices of duties are no part of it, and to make one takes far
  /// longer than to walk it.
  private func hasRules(of known: CompiledPerson, _ changed: CompiledPerson) -> Bool {
    known.menu == changed.menu && known.dayRules == changed.dayRules && known.days.count == changed.days.count
      && zip(known.days, changed.days).allSatisfy { $0.isAllowed == $1.isAllowed }
  }

  /// A roster in which a person has no duty on a day.
  func freeing(_ person: Int, day: Int) -> CompiledRoster {
    var changed = people[person]
    changed.days[day].isAllowed = false
    return replacing(person, by: changed)
  }

  /// A roster in which a duty of a person on a day earns `price`, and only the starts for which `isAllowed` holds are left.
  ///
  /// - Parameters:
  ///   - price: above 0, in price units; with what a tour can cost or earn it stays below `PriceScale.possibleLimit`. Whatever it is, no rota with such a duty costs less
  ///     than a bound of this roster and the price together.
  ///   - isAllowed: takes a slot.
  func binding(_ person: Int, day: Int, price: Int32, isAllowed: (Int) -> Bool) -> CompiledRoster {
    var changed = people[person]
    changed.days[day].dayOffPrice &-= price
    return replacing(person, by: changed).keeping(person, day: day) { start, _ in isAllowed(start) }
  }

  /// A roster in which of a person's duties on a day only those are left for which `isAllowed` holds.
  /// - Parameter isAllowed: takes the first slot and the length.
  func keeping(_ person: Int, day: Int, isAllowed: (Int, Int) -> Bool) -> CompiledRoster {
    var changed = people[person]
    let menuDay = menus[changed.menu].days[day]
    let lengths = rows[menuDay.rows].map(\.length)
    guard let shortest = lengths.min(), let longest = lengths.max() else { return self }
    let starts = menuDay.first..<menuDay.first + menuDay.width
    let allowed = (shortest...longest).map { length in starts.map { isAllowed($0, length) } }
    guard allowed.contains(where: { $0.contains(false) }) else { return self }
    let old = changed.days[day]
    var cells = Array(UnsafeBufferPointer(start: wishCosts.base, count: wishCosts.count))
    changed.days[day].startWishes = cells.count
    changed.days[day].wishStride = menuDay.width + 8
    changed.days[day].shortestLength = shortest
    for length in shortest...longest {
      for (place, isAllowed) in allowed[length - shortest].enumerated() {
        var wish: Int32 = 0
        if old.startWishes != 0 {
          wish = wishCosts[old.startWishes + (length - old.shortestLength) * old.wishStride + place]
        }
        cells.append(isAllowed ? wish : PriceScale.never)
      }
      cells.append(contentsOf: repeatElement(0, count: 8))
    }
    let widest = menus.flatMap(\.days).map(\.width).max() ?? 0
    return replacing(
      person, by: changed, wishCosts: FrozenBuffer(cells, spare: widest + 16, filledWith: 0))
  }
}
