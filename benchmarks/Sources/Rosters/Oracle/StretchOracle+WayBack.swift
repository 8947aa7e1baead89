extension StretchOracle {
  /// Writes the duties of a window into `answer`, from the state behind its last day back to the one before its first.
  ///
  /// - Parameters:
  ///   - cell, value: of the state behind the window; of the one before it afterwards.
  func walkBack(
    _ window: Window, from end: Int, cell: inout Int, value: inout Double, _ stretch: Stretch, _ layout: StretchLayout
  ) {
    let plane = layout.plane
    let classes = layout.classes
    var node = end
    for day in window.days.reversed() {
      let index = window.layer + day - window.days.lowerBound
      let from = values + index * layout.layer
      let aliveFrom = isAlive + index * layout.nodes
      var found = -1
      func fits(_ source: Int, _ price: Double) -> Bool {
        aliveFrom[source] && from[source * plane + cell] + price == value
      }
      if node < layout.minimumOff {
        answer[day] = -1
        let price = off[day]
        if node > 0, fits(node - 1, price) { found = node - 1 }
        if found < 0, node == layout.minimumOff - 1, fits(node, price) { found = node }
        if found < 0, node == 0 {
          for run in 1...max(1, layout.maximumRun)
          where run <= layout.maximumRun && layout.mayEnd(run: run, before: day) {
            for kind in 0..<classes where found < 0 && fits(layout.node(run: run, kind: kind), price) {
              found = layout.node(run: run, kind: kind)
            }
          }
        }
      } else {
        let run = (node - layout.minimumOff) / classes + 1
        let kind = (node - layout.minimumOff) % classes
        answer[day] = Int16(truncatingIfNeeded: kind)
        let begins = beginsWeekend(day, isFirstOfRun: run == 1, window)
        let price = begins ? work[day * classes + kind] + stretch.weekendPrice : work[day * classes + kind]
        if kind == layout.countedClass { cell -= layout.sheet }
        if layout.countsWeekends && begins { cell -= layout.unitCount }
        if layout.countsUnits { cell -= table.unitsOfClass[kind] }
        if run == 1 {
          found = layout.minimumOff - 1
        } else {
          for before in 0..<classes where follows[before * classes + kind] && found < 0 {
            let source = layout.node(run: run - 1, kind: before)
            if fits(source, price) { found = source }
          }
        }
      }
      precondition(found >= 0, "the way back through the stretch is lost")
      node = found
      value = from[node * plane + cell]
    }
  }
}
