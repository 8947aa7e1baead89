import Calendars
import Optimization
import Searching
import Workforce

@testable import Rostering

/// Small random rosters, straight in compiled form, that brute force can enumerate.
enum TinyRosters {
  struct Shape {
    var people = 1
    var days = 3
    var starts = 4
    var slotsPerDay = 12
    var queues = 1
    var alike = false
    /// Whether some people have days and a duty after the horizon that are settled already.
    var isFollowed = false
    /// Whether people are of one of two sites, or of none, at which only some may start on a day.
    var isLimited = false
    /// Whether duties have letters, which some people's rules tell apart.
    var hasLetters = false
    /// Letters of duties where they are to be others.
    var letters: [DayLetter] = []
    /// Rules over days that everybody has beside the usual ones.
    var rules: [any DayRule] = []
    /// Whether missing people are priced by a ladder, on every other queue by steps of it.
    var hasLadder = false
    /// Rules that people have with a price, beside those that hold.
    var priced: [PricedKind] = []
    /// Others that everybody has with a price.
    var pricedRules: [PricedRule] = []
    /// Whether each week of most people holds a rest.
    var hasWeeklyRest = false
    /// Whether some may work overtime and some are offered time off.
    var hasOvertime = false
  }

  static func make(_ shape: Shape, random: inout SeededGenerator) -> CompiledRoster {
    let scale = PriceScale(unitsPerCurrency: 1000)
    var builder = MenuBuilder(scale: scale)
    let slots = (shape.days + 1) * shape.slotsPerDay
    var classes: [WindowClass] = []
    func window(_ earliest: Int, _ latest: Int, _ length: Int, paid: Bool) -> CompiledBreak {
      let windowClass = WindowClass(length: length, width: latest - earliest + 1)
      let index = classes.firstIndex(of: windowClass) ?? classes.count
      if index == classes.count { classes.append(windowClass) }
      return CompiledBreak(
        kind: paid ? .rest : .lunch, paid: paid, earliest: earliest, latest: latest, length: length, windowClass: index)
    }
    let kinds = [
      ShiftKind(template: "short", length: 4, paid: 4, breaks: [window(1, 2, 1, paid: true)]),
      ShiftKind(
        template: "long", length: 7, paid: 6, breaks: [window(1, 2, 1, paid: true), window(3, 5, 1, paid: false)]),
    ]
    let step = 1 + random.nextIndex(below: 2)
    var days: [[ExpandedShift]] = []
    for day in 0..<shape.days {
      var shifts: [ExpandedShift] = []
      for start in 0..<shape.starts {
        for kind in kinds where random.nextIndex(below: 6) > 0 {
          shifts.append(
            ExpandedShift(
              kind: kind, start: day * shape.slotsPerDay + start * step + 1, pay: Double(kind.paid) * 2,
              nightPremium: random.nextIndex(below: 3) == 0 ? 1.5 : 0,
              letter: shape.hasLetters
                ? DayLetter(rawValue: 1 + random.nextIndex(below: 3))
                : shape.letters.isEmpty ? .worked : shape.letters[random.nextIndex(below: shape.letters.count)]))
        }
      }
      days.append(shifts)
    }
    _ = builder.add(days: days, slotsPerUnit: 2)
    let groupQueues: [UInt64] = shape.queues == 1 ? [1] : [1, 2, 3]
    let needs = (0..<slots).map { _ in (0..<shape.queues).map { _ in random.nextIndex(below: 3) } }
    let (prices, demand) = priced(needs, shape: shape, random: &random)
    var table = CoverageTable(
      queueCount: shape.queues, slotCount: slots,
      thresholds: needs.indices.flatMap { slot in
        demand.flatMap { prices.thresholds(of: $0, at: slot).map { Int32($0) } }
      },
      groupQueues: groupQueues, openQueues: [], levelPrices: prices.levels.map { Int32(($0 * 1000).rounded()) },
      firstMissing: 4000,
      carried: (0..<slots * groupQueues.count).map { _ in random.nextIndex(below: 12) == 0 ? 1 : 0 })
    table.openQueues = (0..<slots).map { slot in
      (0..<shape.queues).reduce(0) { table.full(slot * shape.queues + $1) > 0 ? $0 | 1 << UInt64($1) : $0 }
    }
    var wishes = [Int32](repeating: 0, count: 64)
    var people: [CompiledPerson] = []
    for index in 0..<shape.people {
      if shape.alike, let first = people.first {
        people.append(first)
        continue
      }
      let rest = 3 + random.nextIndex(below: 9)
      let maximum = 3 + random.nextIndex(below: 8)
      var compiledDays = (0..<shape.days).map { day -> CompiledDay in
        var offset = 0
        var stride = 0
        let menuDay = builder.menus[0].days[day]
        let lengths = builder.rows[menuDay.rows].map(\.length)
        let shortest = lengths.min() ?? 0
        if random.nextIndex(below: 3) == 0, !menuDay.isEmpty {
          offset = wishes.count
          // On every other day wishes depend on the end too.
          stride = day.isMultiple(of: 2) ? 0 : menuDay.width + 8
          for length in shortest...(stride == 0 ? shortest : lengths.max() ?? shortest) {
            for slot in 0..<menuDay.width {
              let isLate = stride > 0 && menuDay.first + slot + length > (day + 1) * shape.slotsPerDay - 1
              wishes.append(Int32(abs(slot - 2) * 300 + (isLate ? 1700 : 0)))
            }
            wishes.append(contentsOf: repeatElement(0, count: 8))
          }
        }
        let limit = random.nextIndex(below: 6) == 0 ? (day + 1) * shape.slotsPerDay - 2 : slots
        return CompiledDay(
          isAllowed: !menuDay.isEmpty && random.nextIndex(below: 6) > 0, endLimit: limit,
          dayOffPrice: random.nextIndex(below: 4) == 0 ? 2500 : 0, startWishes: offset, wishStride: stride,
          shortestLength: shortest)
      }
      let ahead = shape.isFollowed ? max(0, random.nextIndex(below: 6) - 2) : 0
      if ahead > 0 {
        let release = shape.days * shape.slotsPerDay - random.nextIndex(below: 8)
        for day in compiledDays.indices { compiledDays[day].endLimit = min(compiledDays[day].endLimit, release) }
      }
      people.append(
        CompiledPerson(
          group: index % groupQueues.count, menu: 0, restPlan: 0, rest: rest,
          earliestStart: random.nextIndex(below: 3) == 0 ? random.nextIndex(below: 6) : 0,
          dayRules: dayRules(shape, ahead: ahead, random: &random), days: compiledDays,
          weeks: (0..<(shape.days + 6) / 7).map { _ in
            var terms = WeeklyTime.Terms(
              minimum: random.nextIndex(below: 8) * 30, maximum: maximum * 30, shortfallPrice: 5)
            let credit = random.nextIndex(below: 3) * 75
            if shape.hasOvertime {
              terms.maximum = min(terms.maximum, terms.minimum + 30)
              terms.overtime = random.nextIndex(below: 6) * 20
              terms.overtimePremium = Double(random.nextIndex(below: 5))
              terms.timeOff = random.nextIndex(below: 5) * 25
              terms.timeOffPrice = Double(random.nextIndex(below: 5))
            }
            return WeeklyTime(terms, credit: credit, unit: 30, scale: scale)
          }))
    }
    if shape.hasWeeklyRest {
      for index in people.indices where random.nextIndex(below: 4) > 0 {
        if shape.alike, index > 0 {
          people[index].weeklyRest = people[0].weeklyRest
        } else {
          people[index].weeklyRest = weeklyRest(shape, random: &random)
        }
      }
    }
    var limits = StartLimits()
    if shape.isLimited {
      limits.most = [random.nextIndex(below: 3) == 0 ? 0 : 1, 1 + random.nextIndex(below: 2)]
      for index in people.indices { people[index].startLimit = random.nextIndex(below: 6) / 2 - (shape.alike ? 0 : 1) }
      for index in people.indices where people[index].startLimit > 1 { people[index].startLimit = 1 }
    }
    return CompiledRoster(
      slotCount: slots, extent: slots, dayCount: shape.days, scale: scale, paidUnit: 30, coverage: table,
      builder: builder, windowClasses: classes, wishCosts: wishes, people: people, startLimits: limits)
  }

  /// Flat prices of nine and four with a band of one person; with a ladder further prices, and steps of it on a queue or
  /// two.
  private static func priced(
    _ needs: [[Int]], shape: Shape, random: inout SeededGenerator
  ) -> (CoveragePrices, [QueueDemand]) {
    var prices = CoveragePrices(underFirst: 4, underNext: 9, overFirst: 0.5, overNext: 2, band: 0.5)
    var demand = (0..<shape.queues).map { queue in
      QueueDemand(queue: QueueID("queue \(queue + 1)"), required: needs.map { $0[queue] })
    }
    guard shape.hasLadder else { return (prices, demand) }
    let others = (0..<random.nextIndex(below: CoveragePrices.mostSteps - 1)).map { _ in
      Double(random.nextIndex(below: 12_000)) / 1000
    }
    prices.ladder = ([9, 4] + others).sorted(by: >)
    for queue in demand.indices where random.nextIndex(below: 3) > 0 {
      let lists = needs.map { _ in
        let most = random.nextIndex(below: 5)
        return (prices.ladder ?? []).map { _ in random.nextIndex(below: most + 1) }.sorted()
      }
      demand[queue].steps = ServiceSteps(
        contactPrice: needs.map { _ in 1 }, heads: (prices.ladder ?? []).indices.map { step in lists.map { $0[step] } })
    }
    return (prices, demand)
  }

  private static func weeklyRest(_ shape: Shape, random: inout SeededGenerator) -> WeeklyRest {
    let weeks = (0..<(shape.days + 6) / 7).map { week in
      let end = min(shape.days, 7 * week + 7) * shape.slotsPerDay
      return 7 * week * shape.slotsPerDay + random.nextIndex(below: 4)..<end - random.nextIndex(below: 3)
    }
    let room = weeks.map(\.count).min() ?? 0
    return WeeklyRest(slots: min(room, 4 + random.nextIndex(below: 2 * shape.slotsPerDay)), weeks: weeks)
  }

  private static func dayRules(_ shape: Shape, ahead: Int, random: inout SeededGenerator) -> DayRules {
    var rules: [any DayRule] = [
      ConsecutiveDays(
        maximum: 2 + random.nextIndex(below: 3), history: max(0, random.nextIndex(below: 5) - 2), ahead: ahead),
      DaysOff(minimum: 3 + random.nextIndex(below: 4)),
    ]
    if shape.hasLetters {
      rules.append(
        ConsecutiveDays(
          maximum: 1 + random.nextIndex(below: 2), history: random.nextIndex(below: 3), ahead: min(ahead, 1),
          classes: LetterRules.classes[random.nextIndex(below: 2)]))
      rules.append(NotBeside(first: 1 + random.nextIndex(below: 3), second: 1 + random.nextIndex(below: 3)))
      rules.append(
        MostOfALetter(letter: 1 + random.nextIndex(below: 3), most: random.nextIndex(below: 3), isInARow: true))
      rules.append(
        MostOfALetter(letter: 1 + random.nextIndex(below: 3), most: 1 + random.nextIndex(below: 3), isInARow: false))
    }
    return DayRules(rules + shape.rules, priced: shape.priced.map { $0.rule(&random) } + shape.pricedRules)
  }

  /// Whether no more people of any limited site start on a day than may.
  static func hasRoom(_ roster: CompiledRoster, tours: [[DutyChoice]]) -> Bool {
    var starts: [[Int]: Int] = [:]
    for (person, tour) in tours.enumerated() where roster.people[person].startLimit >= 0 {
      for day in tour.indices where tour[day].isWorked {
        starts[[roster.people[person].startLimit, day], default: 0] += 1
      }
    }
    return starts.allSatisfy { $0.value <= roster.startLimits.most[$0.key[0]] }
  }

  /// Every duty that a person could have on a day, breaks placed in every way, rules aside.
  static func duties(_ roster: CompiledRoster, person: Int, day: Int) -> [DutyChoice] {
    var result: [DutyChoice] = [.off]
    let menuDay = roster.menus[roster.people[person].menu].days[day]
    for rowIndex in menuDay.rows {
      let row = roster.rows[rowIndex]
      for x in 0..<row.count where roster.rowCosts[row.cost + x] < PriceScale.possibleLimit {
        var partial = [SIMD8<UInt8>(repeating: 0)]
        for (number, window) in roster.kinds[row.kind].breaks.enumerated() {
          partial = partial.flatMap { offsets in
            (window.earliest...window.latest).compactMap { offset in
              if number > 0 {
                let previous = roster.kinds[row.kind].breaks[number - 1]
                if Int(offsets[number - 1]) + previous.length > offset { return nil }
              }
              var next = offsets
              next[number] = UInt8(offset)
              return next
            }
          }
        }
        for breaks in partial {
          result.append(DutyChoice(row: Int32(rowIndex), start: Int32(row.first + x), breaks: breaks))
        }
      }
    }
    return result
  }

  /// Every legal tour of a person, by plain enumeration and a check written for the tests alone.
  static func tours(_ roster: CompiledRoster, person: Int) -> [[DutyChoice]] {
    var partial: [[DutyChoice]] = [[]]
    for day in 0..<roster.dayCount {
      let choices = duties(roster, person: person, day: day)
      partial = partial.flatMap { tour in
        choices.compactMap { isLegal(roster, person: person, tour: tour + [$0]) ? tour + [$0] : nil }
      }
    }
    return partial
  }

  /// Whether the first days of a tour break no rule yet.
  static func isLegal(_ roster: CompiledRoster, person index: Int, tour: [DutyChoice]) -> Bool {
    let person = roster.people[index]
    let runs = person.runs
    var run = runs.history
    var lastEnd = -1_000_000
    for week in stride(from: 0, to: tour.count, by: 7) {
      let days = tour[week..<min(tour.count, week + 7)].filter(\.isWorked)
      if days.count > max(0, 7 - person.daysOff.minimum) { return false }
      if days.reduce(0, { $0 + roster.rows[Int($1.row)].paid }) > person.weeks[week / 7].maximum { return false }
    }
    for (day, duty) in tour.enumerated() {
      guard duty.isWorked else {
        run = 0
        continue
      }
      run += 1
      if run > runs.maximum || !person.days[day].isAllowed { return false }
      let start = Int(duty.start)
      if start < person.earliestStart || start - lastEnd < person.rest { return false }
      lastEnd = start + roster.rows[Int(duty.row)].length
      if lastEnd > person.days[day].endLimit { return false }
    }
    let isComplete = tour.count == roster.dayCount
    if isComplete, tour.last?.isWorked == true, runs.ahead > 0, run + runs.ahead > runs.maximum { return false }
    if isComplete, let rest = person.weeklyRest {
      // Slot by slot, which are free.
      let busy = Set(
        tour.filter(\.isWorked).flatMap { Int($0.start)..<Int($0.start) + roster.rows[Int($0.row)].length })
      for week in rest.weeks where week.split(whereSeparator: busy.contains).map(\.count).max() ?? 0 < rest.slots {
        return false
      }
    }
    return LetterRules.areKept(
      person.dayRules, letters: tour.map { roster.rows.letter(of: $0) }, isComplete: isComplete)
  }
}
