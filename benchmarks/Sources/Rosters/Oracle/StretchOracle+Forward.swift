extension StretchOracle {
  /// The node that the days before `day` leave.
  func startNode(_ day: Int, _ layout: StretchLayout, row: UnsafePointer<Int16>) -> Int? {
    guard day > 0 else { return layout.minimumOff - 1 }
    var run = 0
    var before = day - 1
    if row[before] >= 0 {
      while before >= 0, row[before] >= 0 {
        run += 1
        before -= 1
      }
      guard run <= layout.maximumRun else { return nil }
      return layout.node(run: run, kind: table.classOfType[Int(row[day - 1])])
    }
    while before >= 0, row[before] < 0, run < layout.minimumOff {
      run += 1
      before -= 1
    }
    return before < 0 ? layout.minimumOff - 1 : min(run, layout.minimumOff) - 1
  }

  /// Puts the layer after `day` behind the layer before it.
  func advance(
    _ day: Int, in window: Window, _ stretch: Stretch, _ layout: StretchLayout, from source: Band, to target: Band
  ) {
    let index = day - window.days.lowerBound
    let from = values + (window.layer + index) * layout.layer
    let aliveFrom = isAlive + (window.layer + index) * layout.nodes
    takeOff(day, layout, from: from, aliveFrom: aliveFrom, source, target)
    takeDuties(day, window, stretch, layout, from: from, aliveFrom: aliveFrom, source, target)
  }

  private func takeOff(
    _ day: Int, _ layout: StretchLayout, from: UnsafeMutablePointer<Double>, aliveFrom: UnsafeMutablePointer<Bool>,
    _ sourceBand: Band, _ targetBand: Band
  ) {
    let plane = layout.plane
    let to = from + layout.layer
    let aliveTo = aliveFrom + layout.nodes
    let price = off[day]
    let low = max(sourceBand.low, targetBand.low)
    let high = min(sourceBand.high, targetBand.high)
    for target in 0..<layout.minimumOff {
      aliveTo[target] = false
      let destination = to + target * plane
      func take(_ source: Int) {
        let origin = from + source * plane
        if !aliveTo[target] {
          clear(destination, targetBand, layout)
          aliveTo[target] = true
        }
        guard low <= high else { return }
        forEachLine(sourceBand.weekends, layout) { line in
          Lines.take(price, origin + (line &+ low), destination + (line &+ low), high &- low &+ 1)
        }
      }
      guard price < .infinity else { continue }
      if target > 0, aliveFrom[target - 1] { take(target - 1) }
      if target == layout.minimumOff - 1, aliveFrom[target] { take(target) }
      if target == 0 {
        for run in 1...max(1, layout.maximumRun) where run <= layout.maximumRun && layout.mayEnd(run: run, before: day)
        {
          for kind in 0..<layout.classes {
            let source = layout.node(run: run, kind: kind)
            if aliveFrom[source] { take(source) }
          }
        }
      }
    }
  }

  private func takeDuties(
    _ day: Int, _ window: Window, _ stretch: Stretch, _ layout: StretchLayout, from: UnsafeMutablePointer<Double>,
    aliveFrom: UnsafeMutablePointer<Bool>, _ sourceBand: Band, _ targetBand: Band
  ) {
    let plane = layout.plane
    let classes = layout.classes
    let to = from + layout.layer
    let aliveTo = aliveFrom + layout.nodes
    let prices = work + day * classes
    for run in 1...max(1, layout.maximumRun) where run <= layout.maximumRun {
      let begins = beginsWeekend(day, isFirstOfRun: run == 1, window)
      let charge = layout.countsWeekends && begins ? 1 : 0
      for kind in 0..<classes {
        let target = layout.node(run: run, kind: kind)
        let price = prices[kind]
        aliveTo[target] = false
        guard price < .infinity,
          let source = origin(run, kind, layout, from: from, aliveFrom: aliveFrom, sourceBand)
        else { continue }
        let full = begins ? price + stretch.weekendPrice : price
        let units = layout.countsUnits ? table.unitsOfClass[kind] : 0
        let destination = to + target * plane
        clear(destination, targetBand, layout)
        aliveTo[target] = true
        let low = max(sourceBand.low, targetBand.low - units)
        let high = min(sourceBand.high, targetBand.high - units)
        guard low <= high else { continue }
        let step = kind == layout.countedClass ? 1 : 0
        let weekends = min(sourceBand.weekends, targetBand.weekends - charge)
        guard weekends >= 0 else { continue }
        for counted in 0..<max(0, layout.countedCount - step) {
          for weekend in 0...weekends {
            let read = counted &* layout.sheet &+ weekend &* layout.unitCount &+ low
            let write = (counted &+ step) &* layout.sheet &+ (weekend &+ charge) &* layout.unitCount &+ units &+ low
            Lines.add(full, source + read, destination + write, high &- low &+ 1)
          }
        }
      }
    }
  }

  /// Calls `body` with the first cell of every (counted duties, weekends) of a plane, up to so many weekends.
  @inline(__always) func forEachLine(_ weekends: Int, _ layout: StretchLayout, _ body: (Int) -> Void) {
    for counted in 0..<layout.countedCount {
      for weekend in 0...weekends { body(counted &* layout.sheet &+ weekend &* layout.unitCount) }
    }
  }

  func clear(_ plane: UnsafeMutablePointer<Double>, _ band: Band, _ layout: StretchLayout) {
    guard band.low <= band.high else { return }
    forEachLine(band.weekends, layout) { line in
      Lines.fill(plane + (line &+ band.low), band.high &- band.low &+ 1)
    }
  }

  /// Whether a duty on `day` takes a weekend that nothing before it has taken.
  @inline(__always) func beginsWeekend(_ day: Int, isFirstOfRun: Bool, _ window: Window) -> Bool {
    (table.isSaturday[day] && !(window.isSundaySettled && day == window.days.upperBound - 1))
      || (table.isSunday[day] && isFirstOfRun)
  }

  /// The least over all states that a duty of `kind` may follow as the `run`-th of its run; nil for none.
  @inline(__always) private func origin(
    _ run: Int, _ kind: Int, _ layout: StretchLayout, from: UnsafeMutablePointer<Double>,
    aliveFrom: UnsafeMutablePointer<Bool>, _ band: Band
  ) -> UnsafeMutablePointer<Double>? {
    let plane = layout.plane
    // Only after enough days off; those from day 0 on count as enough.
    if run == 1 { return aliveFrom[layout.minimumOff - 1] ? from + (layout.minimumOff - 1) * plane : nil }
    guard band.low <= band.high else { return nil }
    var origin: UnsafeMutablePointer<Double>?
    let scratch = self.scratch
    for before in 0..<layout.classes where follows[before * layout.classes + kind] {
      let source = layout.node(run: run - 1, kind: before)
      guard aliveFrom[source] else { continue }
      let candidate = from + source * plane
      guard let known = origin else {
        origin = candidate
        continue
      }
      forEachLine(band.weekends, layout) { line in
        let at = line &+ band.low
        Lines.least(known + at, candidate + at, scratch + at, band.high &- band.low &+ 1)
      }
      origin = scratch
    }
    return origin
  }
}
