/// The way back from the least cost to the duties, found by comparing sums again.
extension TourOracle {
  func trace(
    person index: Int, field: PriceField, startPrices: UnsafePointer<Int32>?, cost: Int32
  ) -> [DutyChoice] {
    var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
    let person = roster.people[index]
    let plan = plans[planOfPerson[index]]
    var back = Way(
      stage: roster.dayCount + plan.weeks.count - 1,
      restClass: roster.restPlans[person.restPlan].finalClassCount - 1, remaining: cost)
    var startLayer = -1
    for weekIndex in plan.weeks.indices.reversed() {
      let last = plan.weeks[weekIndex].stages.last?.layers ?? []
      // Which layer ended the week.
      let candidates =
        startLayer < 0
        ? Array(last.indices) : plan.weeks[weekIndex + 1].stages[0].layers[startLayer].weekSources
      guard
        trace(
          weekIndex * 7..<min(roster.dayCount, weekIndex * 7 + 7), person: person, plan: plan, from: candidates,
          room: room(person), field: field, startPrices: startPrices, way: &back, into: &tour)
      else { return tour }
      startLayer = back.layer
      back.stage -= 1
    }
    return tour
  }

  /// Where the way back stands.
  struct Way {
    var stage: Int
    var restClass: Int
    var remaining: Int32
    var layer = 0
  }

  /// The duties of days of one week.
  /// - Parameters:
  ///   - behind: paid units of the week's days that follow.
  ///   - candidates: layers of the stage behind the days that they may have ended in.
  ///   - way: at that stage; then at the one before the days.
  /// - Returns: false where no way back was found.
  func trace(
    _ days: Range<Int>, behind: Int = 0, person: CompiledPerson, plan: LayerPlan, from candidates: [Int],
    room: DutyWindow, field: PriceField, startPrices: UnsafePointer<Int32>?, way: inout Way,
    into tour: inout [DutyChoice]
  ) -> Bool {
    let rest = roster.restPlans[person.restPlan]
    let cells = self.cells.base
    let monday = days.lowerBound / 7 * 7
    let week = plan.weeks[monday / 7]
    let weekly = person.weeks[monday / 7]
    let last = week.stages[days.upperBound - monday].layers
    func closing(_ layer: Int) -> (cost: Int32, paid: Int) {
      self.closing(way.stage, layer, way.restClass, last[layer], weekly, behind: behind)
    }
    guard let layerFound = candidates.first(where: { closing($0).cost == way.remaining }) else { return false }
    way.layer = layerFound
    var paid = closing(way.layer).paid
    way.remaining = way.remaining &- weekly.prices[paid &+ behind]
    for day in days.reversed() {
      let target = week.stages[day - monday + 1].layers[way.layer]
      // The lowest class with this value is the one that was reached.
      while way.restClass > 0, cells[row(way.stage, way.layer, way.restClass - 1) + paid] == way.remaining {
        way.restClass -= 1
      }
      way.stage -= 1
      let restDay = rest.days[day]
      let offSource = restDay.offSource[way.restClass]
      if offSource >= 0,
        let place = target.offSources.indices.first(where: { place in
          cells[row(way.stage, target.offSources[place], offSource) + paid] &+ target.offPrice(place) == way.remaining
        })
      {
        way.layer = target.offSources[place]
        way.restClass = offSource
        way.remaining = way.remaining &- target.offPrice(place)
        continue
      }
      guard
        let (source, bucket, price) = duty(
          before: target, restClass: way.restClass, paid: paid, remaining: way.remaining, stage: way.stage,
          restDay: restDay, bucketCosts: bucketCosts.base + day * bucketStride)
      else { return false }
      let cost = bucketCosts[day * bucketStride + bucket]
      tour[day] = choice(
        person: person, day: day, bucket: bucket, cost: cost &- (startPrices?[day] ?? 0), room: room, field: field)
      way.layer = source
      way.restClass = restDay.buckets[bucket].source
      paid -= restDay.buckets[bucket].paid
      way.remaining = way.remaining &- cost &- price
    }
    return true
  }

  /// The first layer and bucket from which working leads to what remains, and the price of that way.
  private func duty(
    before target: LayerPlan.Layer, restClass: Int, paid: Int, remaining: Int32, stage: Int, restDay: RestPlan.Day,
    bucketCosts: UnsafePointer<Int32>
  ) -> (source: Int, bucket: Int, price: Int32)? {
    for (letter, sources) in target.workSources.enumerated() {
      let starts = restDay.targetStarts[letter]
      for (place, source) in sources.enumerated() {
        let price = target.workPrices.isEmpty ? 0 : target.workPrices[letter][place]
        for id in starts[restClass]..<starts[restClass + 1] {
          let bucket = restDay.buckets[id]
          let cost = bucketCosts[id]
          if cost < PriceScale.possibleLimit, paid >= bucket.paid,
            cells.base[row(stage, source, bucket.source) + paid - bucket.paid] &+ price &+ cost == remaining
          {
            return (source, id, price)
          }
        }
      }
    }
    return nil
  }

  /// The first start of a bucket with the bucket's cost, with its breaks placed.
  private func choice(
    person: CompiledPerson, day: Int, bucket: Int, cost: Int32, room: DutyWindow, field: PriceField
  ) -> DutyChoice {
    let plan = roster.restPlans[person.restPlan]
    let menuDay = roster.menus[person.menu].days[day]
    let compiledDay = person.days[day]
    let out = priced.base
    for rowIndex in menuDay.rows {
      let row = roster.rows[rowIndex]
      let (low, high) = cellRange(row, person, day, room)
      guard low <= high else { continue }
      let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
      pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
      pricer.priceKept(compiledDay, rowIndex: rowIndex, row: row, low: low, high: high, field: field, into: out)
      for x in low...high
      where Int(plan.bucketOfCell[row.cost - plan.firstCell + x]) == bucket
        && out[x - low] &+ compiledDay.dayOffPrice == cost
      {
        let start = row.first + x
        let breaks = pricer.breaks(rowIndex: rowIndex, start: start, on: compiledDay, field: field)
        return DutyChoice(row: Int32(rowIndex), start: Int32(start), breaks: breaks)
      }
    }
    return .off
  }
}
