/// The way back from the least cost to the duties, found by comparing sums again.
extension TourOracle {
  func trace(
    person index: Int, field: PriceField, startPrices: UnsafePointer<Int32>?, cost: Int32
  ) -> [DutyChoice] {
    var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
    let person = roster.people[index]
    let rest = roster.restPlans[person.restPlan]
    let plan = plans[planOfPerson[index]]
    let cells = self.cells.base
    var stage = roster.dayCount + plan.weeks.count - 1
    var restClass = rest.finalClassCount - 1
    var startLayer = -1
    var remaining = cost
    for weekIndex in plan.weeks.indices.reversed() {
      let week = plan.weeks[weekIndex]
      let weekly = person.weeks[weekIndex]
      let last = week.stages[week.stages.count - 1].layers
      // Which layer and paid time ended the week.
      let candidates =
        startLayer < 0
        ? Array(last.indices) : plan.weeks[weekIndex + 1].stages[0].layers[startLayer].weekSources
      guard
        let layerFound = candidates.first(where: {
          closing(stage, $0, restClass, last[$0], weekly).cost == remaining
        })
      else { return tour }
      var layer = layerFound
      var paid = closing(stage, layer, restClass, last[layer], weekly).paid
      remaining = remaining &- weekly.shortfall[paid]
      for dayInWeek in (0..<week.stages.count - 1).reversed() {
        let day = weekIndex * 7 + dayInWeek
        let target = week.stages[dayInWeek + 1].layers[layer]
        // The lowest class with this value is the one that was reached.
        while restClass > 0, cells[row(stage, layer, restClass - 1) + paid] == remaining { restClass -= 1 }
        stage -= 1
        let restDay = rest.days[day]
        let offSource = restDay.offSource[restClass]
        if offSource >= 0,
          let source = target.offSources.first(where: { cells[row(stage, $0, offSource) + paid] == remaining })
        {
          layer = source
          restClass = offSource
          continue
        }
        guard
          let (source, bucket) = duty(
            before: target, restClass: restClass, paid: paid, remaining: remaining, stage: stage, restDay: restDay,
            bucketCosts: bucketCosts.base + day * bucketStride)
        else { return tour }
        let cost = bucketCosts[day * bucketStride + bucket]
        tour[day] = choice(
          person: person, day: day, bucket: bucket, cost: cost &- (startPrices?[day] ?? 0), field: field)
        layer = source
        restClass = restDay.buckets[bucket].source
        paid -= restDay.buckets[bucket].paid
        remaining = remaining &- cost
      }
      startLayer = layer
      stage -= 1
    }
    return tour
  }

  /// The first layer and bucket from which working leads to what remains.
  private func duty(
    before target: LayerPlan.Layer, restClass: Int, paid: Int, remaining: Int32, stage: Int, restDay: RestPlan.Day,
    bucketCosts: UnsafePointer<Int32>
  ) -> (source: Int, bucket: Int)? {
    for (letter, sources) in target.workSources.enumerated() {
      let starts = restDay.targetStarts[letter]
      for source in sources {
        for id in starts[restClass]..<starts[restClass + 1] {
          let bucket = restDay.buckets[id]
          let cost = bucketCosts[id]
          if cost < PriceScale.possibleLimit, paid >= bucket.paid,
            cells.base[row(stage, source, bucket.source) + paid - bucket.paid] &+ cost == remaining
          {
            return (source, id)
          }
        }
      }
    }
    return nil
  }

  /// The first start of a bucket with the bucket's cost, with its breaks placed.
  private func choice(person: CompiledPerson, day: Int, bucket: Int, cost: Int32, field: PriceField) -> DutyChoice {
    let plan = roster.restPlans[person.restPlan]
    let menuDay = roster.menus[person.menu].days[day]
    let compiledDay = person.days[day]
    let out = priced.base
    for rowIndex in menuDay.rows {
      let row = roster.rows[rowIndex]
      let (low, high) = cellRange(row, person, day)
      guard low <= high else { continue }
      let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
      pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
      for x in low...high
      where Int(plan.bucketOfCell[row.cost - plan.firstCell + x]) == bucket
        && out[x - low] &+ compiledDay.dayOffPrice == cost
      {
        let start = row.first + x
        let breaks = field.placeBreaks(of: roster.kinds[row.kind], start: start)
        return DutyChoice(row: Int32(rowIndex), start: Int32(start), breaks: breaks)
      }
    }
    return .off
  }
}
