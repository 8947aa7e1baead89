/// The exact best tour of one person for given rewards of presence: a dynamic program over the days.
///
/// A state is (day, layer, rest class, paid units this week), see `LayerPlan` and `RestPlan`. All rows of paid units
/// are as long as the weekly maximum needs, padded on both sides so that eight cells can always be loaded; a row holds
/// minima over all lower rest classes, so a duty may start from one row alone. Numbers are whole, so the way back is
/// found by comparing sums again, without stored choices.
///
/// Cost: O(days · layers · buckets · paid units ÷ 8) after O(slots) for the prices. One oracle serves one thread.
///
/// A stretch of days of one week is answered alone, the others as they are (`TourOracle+Stretch.swift`).
final class TourOracle {
  let roster: CompiledRoster
  let pricer: ShiftPricer
  let plans: [LayerPlan]
  let planOfPerson: [Int]

  let rowLength: Int
  let leftPad: Int
  let cells: FlatBuffer<Int32>
  private let cellOffsets: [Int]  // of each stage
  let bucketCosts: FlatBuffer<Int32>  // [day][bucket]
  let bucketStride: Int
  let keptOffset: FlatBuffer<Int>
  let keptCost: FlatBuffer<Int32>
  let priced: FlatBuffer<Int32>
  let classStride: Int
  /// Minima over several layers that working leads away from, a block a layer of the next stage and letter.
  let merged: FlatBuffer<Int32>
  /// Letters of duties.
  let letterCount: Int
  /// By letter, the end of its buckets in `keptOffset`.
  let keptEnd: FlatBuffer<Int>
  /// Of each letter by which working leads to the layer in hand: from where, and its buckets.
  let workRows: FlatBuffer<UnsafeMutablePointer<Int32>>
  let wayStart: FlatBuffer<Int>
  let wayEnd: FlatBuffer<Int>

  init(roster: CompiledRoster) {
    self.roster = roster
    pricer = ShiftPricer(roster: roster)
    var plans: [LayerPlan] = []
    var planOfPerson = [Int](repeating: 0, count: roster.people.count)
    struct Key: Hashable {
      var automaton: Int
      var paid: [[ClosedRange<Int>?]]
      var maxima: [Int]
    }
    var indexOf: [Key: Int] = [:]
    for (index, person) in roster.people.enumerated() {
      let paid = (0..<roster.dayCount).map { day in
        let rows = person.days[day].isAllowed ? roster.rows[roster.menus[person.menu].days[day].rows] : []
        return (1..<roster.letterCount).map { letter -> ClosedRange<Int>? in
          let amounts = rows.filter { $0.letter.rawValue == letter }.map(\.paid)
          guard let low = amounts.min(), let high = amounts.max() else { return nil }
          return low...high
        }
      }
      let key = Key(automaton: person.automaton, paid: paid, maxima: person.weeks.map(\.maximum))
      if let found = indexOf[key] {
        planOfPerson[index] = found
      } else {
        indexOf[key] = plans.count
        planOfPerson[index] = plans.count
        plans.append(
          LayerPlan(
            roster.automata[person.automaton], paidRange: paid, maximumPaid: person.weeks.map(\.maximum)))
      }
    }
    self.plans = plans
    self.planOfPerson = planOfPerson
    let mostPaid = roster.people.flatMap(\.weeks).map(\.maximum).max() ?? 0
    let longestPaid = roster.rows.map(\.paid).max() ?? 0
    leftPad = (longestPaid + 7) / 8 * 8
    rowLength = leftPad + (mostPaid + 8) / 8 * 8 + 8
    classStride =
      roster.restPlans.map { plan in
        max(plan.finalClassCount, plan.days.map(\.classCount).max() ?? 1)
      }.max() ?? 1
    let layers = plans.map(\.largestLayerCount).max() ?? 1
    let stageCount = roster.dayCount + roster.weekCount
    let stageCells = layers * classStride * rowLength
    cellOffsets = (0..<stageCount).map { $0 * stageCells }
    cells = FlatBuffer(count: stageCount * stageCells + 16, filledWith: PriceScale.never)
    letterCount = roster.letterCount - 1
    merged = FlatBuffer(count: stageCells * letterCount + 16, filledWith: PriceScale.never)
    keptEnd = FlatBuffer(count: letterCount, filledWith: 0)
    workRows = FlatBuffer(count: letterCount, filledWith: cells.base)
    wayStart = FlatBuffer(count: letterCount, filledWith: 0)
    wayEnd = FlatBuffer(count: letterCount, filledWith: 0)
    bucketStride = (roster.restPlans.map(\.largestBucketCount).max() ?? 0) + 1
    bucketCosts = FlatBuffer(count: roster.dayCount * bucketStride, filledWith: PriceScale.never)
    keptOffset = FlatBuffer(count: bucketStride, filledWith: 0)
    keptCost = FlatBuffer(count: bucketStride, filledWith: 0)
    priced = FlatBuffer(count: (roster.rows.map(\.count).max() ?? 0) + 16, filledWith: PriceScale.never)
  }

  /// The least cost of any tour of `person`: pay, premium, wishes, contract shortfall and prices of rules less rewards. The
  /// empty tour is always possible.
  /// - Parameters:
  ///   - field: built over all slots.
  ///   - startPrices: what a duty costs on each day beside all else, `PriceScale.never` where none can start; nil = nothing.
  func leastCost(person index: Int, field: PriceField, startPrices: UnsafePointer<Int32>? = nil) -> Int32 {
    priceBuckets(
      person: index, days: 0..<roster.dayCount, room: room(roster.people[index]), field: field,
      startPrices: startPrices)
    return runForward(person: index)
  }

  /// The best tour and its cost; among equals the one with the earliest days off, then the first start.
  func bestTour(
    person index: Int, field: PriceField, startPrices: UnsafePointer<Int32>? = nil
  ) -> (cost: Int32, tour: [DutyChoice]) {
    let cost = leastCost(person: index, field: field, startPrices: startPrices)
    return (cost, trace(person: index, field: field, startPrices: startPrices, cost: cost))
  }

  // MARK: Prices of buckets

  /// What is left of a row on a day, the rest between the days aside.
  func cellRange(_ row: ShiftRow, _ person: CompiledPerson, _ day: Int, _ room: DutyWindow) -> (low: Int, high: Int) {
    DutyWindow(earliest: room.earliest, latestEnd: min(room.latestEnd, person.days[day].endLimit)).starts(of: row)
  }

  /// All that the person's horizon leaves.
  func room(_ person: CompiledPerson) -> DutyWindow { DutyWindow(earliest: person.earliestStart, latestEnd: Int.max) }

  func priceBuckets(
    person index: Int, days: Range<Int>, room: DutyWindow, field: PriceField, startPrices: UnsafePointer<Int32>?
  ) {
    let person = roster.people[index]
    let plan = roster.restPlans[person.restPlan]
    let bucketOfCell = plan.bucketOfCell.base
    let out = priced.base
    for day in days where person.days[day].isAllowed {
      let best = bucketCosts.base + day * bucketStride
      best.update(repeating: PriceScale.never, count: plan.days[day].buckets.count)
      let menuDay = roster.menus[person.menu].days[day]
      let compiledDay = person.days[day]
      let startPrice = startPrices?[day] ?? 0
      guard startPrice < PriceScale.possibleLimit else { continue }
      let fixed = compiledDay.dayOffPrice &+ startPrice
      for rowIndex in menuDay.rows {
        let row = roster.rows[rowIndex]
        let (low, high) = cellRange(row, person, day, room)
        guard low <= high else { continue }
        let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
        pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
        pricer.priceKept(compiledDay, rowIndex: rowIndex, row: row, low: low, high: high, field: field, into: out)
        let ids = bucketOfCell + (row.cost - plan.firstCell + low)
        var x = 0
        while x <= high &- low {
          let id = Int(ids[x])
          if id >= 0 {
            let value = out[x] &+ fixed
            if value < best[id] { best[id] = value }
          }
          x &+= 1
        }
      }
    }
  }

  // MARK: Forward

  @inline(__always)
  func row(_ stage: Int, _ layer: Int, _ restClass: Int) -> Int {
    cellOffsets[stage] &+ (layer &* classStride &+ restClass) &* rowLength &+ leftPad
  }

  private func runForward(person index: Int) -> Int32 {
    let person = roster.people[index]
    let rest = roster.restPlans[person.restPlan]
    let plan = plans[planOfPerson[index]]
    let cells = self.cells.base
    // Start: one layer, nothing worked, nothing forbidden.
    fillImpossible(stage: 0, layers: 1, classes: rest.classCount(before: 0))
    for restClass in 0..<rest.classCount(before: 0) { cells[row(0, 0, restClass)] = 0 }
    var stage = 0
    var result = PriceScale.never
    for (weekIndex, week) in plan.weeks.enumerated() {
      let weekly = person.weeks[weekIndex]
      let days = weekIndex * 7..<weekIndex * 7 + week.stages.count - 1
      walk(week, days: days, rest: rest, maximum: weekly.maximum)
      stage += days.count
      // Close the week: pay for what is short, forget what was worked.
      let last = week.stages[week.stages.count - 1].layers
      let isFinal = weekIndex + 1 == plan.weeks.count
      let classes = rest.classCount(before: (weekIndex + 1) * 7)
      if isFinal {
        for layer in last.indices {
          result = min(result, closing(stage, layer, classes - 1, last[layer], weekly).cost)
        }
      } else {
        let next = plan.weeks[weekIndex + 1].stages[0].layers
        fillImpossible(stage: stage + 1, layers: next.count, classes: classes)
        for (target, layer) in next.enumerated() {
          for restClass in 0..<classes {
            var best = PriceScale.never
            for source in layer.weekSources {
              best = min(best, closing(stage, source, restClass, last[source], weekly).cost)
            }
            cells[row(stage + 1, target, restClass)] = best
          }
        }
        stage += 1
      }
    }
    return result
  }

  /// The stage before a day: every whole week before has one for its start and one behind each of its days.
  func stage(before day: Int) -> Int { day / 7 * 8 + day % 7 }

  /// Fills the stages behind some days of a week from the one before them.
  func walk(_ week: LayerPlan.Week, days: Range<Int>, rest: RestPlan, maximum: Int) {
    let monday = days.lowerBound / 7 * 7
    for day in days {
      step(
        from: stage(before: day), to: week.stages[day - monday + 1].layers, restDay: rest.days[day],
        bucketCosts: bucketCosts.base + day * bucketStride, classCount: rest.classCount(before: day + 1),
        maximum: maximum, rowCells: rowLength - leftPad)
    }
  }

  /// The least cost of ending a week in a row, shortfall included, and the paid units that it takes.
  /// - Parameter behind: paid units of the week's days that follow.
  func closing(
    _ stage: Int, _ layer: Int, _ restClass: Int, _ description: LayerPlan.Layer, _ weekly: WeeklyTime,
    behind: Int = 0
  ) -> (cost: Int32, paid: Int) {
    let values = cells.base + row(stage, layer, restClass)
    var best = (cost: PriceScale.never, paid: 0)
    weekly.prices.withUnsafeBufferPointer { shortfall in
      var paid = description.lowestPaid
      let highest = min(description.highestPaid, weekly.maximum &- behind)
      while paid <= highest {
        let cost = values[paid] &+ shortfall[paid &+ behind]
        if cost < best.cost { best = (cost, paid) }
        paid &+= 1
      }
    }
    return best
  }

  func fillImpossible(stage: Int, layers: Int, classes: Int) {
    for layer in 0..<layers {
      for restClass in 0..<classes {
        (cells.base + row(stage, layer, restClass)).update(repeating: PriceScale.never, count: rowLength - leftPad)
      }
    }
  }
}
