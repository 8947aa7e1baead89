/// The best duties of one person on a stretch of days for given prices, under every rule of that person: exact, by a
/// dynamic program over (day, run of work and its shift class or run of days off, weekends, minutes).
///
/// The stretch may be the whole horizon (a tour: pricing for the bound, first roster) or a few days between fixed
/// neighbours (a move of the search): both go through the same code. Caps on shift types aren't part of the states; the
/// caller prices or forbids types and checks. Cost O(days · nodes · weekends · minutes); dimensions that can't bind on
/// the stretch are dropped.
///
/// Prices go in per day and class, so that a value at the end is a sum in the order of the days; the way back compares
/// sums of the same order and is therefore exact.
final class StretchOracle {
  /// What surrounds the stretch, and what it may use.
  struct Stretch {
    var person: Int
    var first: Int
    /// Not included.
    var end: Int
    /// Range of minute units to be worked on the stretch.
    var leastUnits: Int
    var mostUnits: Int
    /// Weekends that the stretch may add.
    var weekends: Int
    /// The days after the stretch are free as well: no neighbour limits it on that side.
    var isOpen = false
    /// Counts weekends and minutes; without, they're left to the prices.
    var countsWeekends = true
    var countsUnits = true
    /// A class of which at most `mostOfClass` duties are allowed on the stretch; -1 for none.
    var countedClass = -1
    var mostOfClass = 0
    /// Price of every weekend that the stretch begins to use.
    var weekendPrice = 0.0
  }

  private let table: RosterTable
  private let classes: Int
  private let follows: UnsafeMutablePointer<Bool>
  /// By absolute day: `work[day * classes + class]`, infinite where not allowed; `off[day]`.
  let work: UnsafeMutablePointer<Double>
  let off: UnsafeMutablePointer<Double>
  /// The answer: class on each day of the stretch, absolute days; -1 for off.
  let answer: UnsafeMutablePointer<Int16>
  private var values: UnsafeMutablePointer<Double>
  private var capacity: Int
  private var scratch: UnsafeMutablePointer<Double>
  private var scratchCapacity: Int
  private var isAlive: UnsafeMutablePointer<Bool>
  private let largestNodeCount: Int

  init(_ table: RosterTable) {
    self.table = table
    classes = table.classes
    follows = .allocate(capacity: table.follows.count)
    follows.initialize(repeating: false, count: table.follows.count)
    for (index, value) in table.follows.enumerated() { follows[index] = value }
    work = .allocate(capacity: table.days * classes)
    work.initialize(repeating: 0, count: table.days * classes)
    off = .allocate(capacity: table.days)
    off.initialize(repeating: 0, count: table.days)
    answer = .allocate(capacity: table.days)
    answer.initialize(repeating: -1, count: table.days)
    largestNodeCount = table.people.map { $0.minimumOff + $0.maximumRun * table.classes }.max() ?? 1
    let weekends = table.weekendCount + 1
    scratchCapacity = ((table.people.map(\.maximumUnits).max() ?? 0) + 1) * weekends
    scratch = .allocate(capacity: scratchCapacity)
    scratch.initialize(repeating: .infinity, count: scratchCapacity)
    capacity = 1 << 12
    values = .allocate(capacity: capacity)
    isAlive = .allocate(capacity: (table.days + 1) * largestNodeCount)
    isAlive.initialize(repeating: false, count: (table.days + 1) * largestNodeCount)
  }

  deinit {
    follows.deallocate()
    work.deallocate()
    off.deallocate()
    answer.deallocate()
    values.deallocate()
    scratch.deallocate()
    isAlive.deallocate()
  }

  /// States that a whole tour of `person` takes with every dimension counted: what decides whether that's affordable.
  static func tourStates(_ table: RosterTable, person: Int) -> Int {
    let rules = table.people[person]
    return table.days * (rules.minimumOff + rules.maximumRun * table.classes) * (rules.maximumUnits + 1)
      * (min(table.weekendCount, rules.maximumWeekends) + 1)
      * (rules.tightType >= 0 ? rules.caps[rules.tightType] + 1 : 1)
  }

  /// Finds the least price of a legal stretch and leaves the classes in `answer`.
  /// - Parameter row: the person's types by day (-1 off), read outside the stretch only.
  /// - Returns: infinite when the rules leave nothing.
  func solve(_ stretch: Stretch, row: UnsafePointer<Int16>) -> Double {
    let person = table.people[stretch.person]
    let first = stretch.first
    let end = stretch.end
    let length = end - first
    let minimumOff = person.minimumOff
    let minimumRun = person.minimumRun
    let maximumRun = person.maximumRun
    let classes = self.classes
    let nodes = minimumOff + maximumRun * classes
    if stretch.mostUnits < 0 || stretch.weekends < 0 || stretch.leastUnits > stretch.mostUnits { return .infinity }

    // Dimensions that can bind.
    let largest = person.largestUnits
    let countsUnits = stretch.countsUnits && (length * largest > stretch.mostUnits || stretch.leastUnits > 0)
    let unitCount = countsUnits ? min(stretch.mostUnits, length * largest) + 1 : 1
    let sundayIsSettled =
      end < table.days && !stretch.isOpen && table.isSunday[end] && table.isSaturday[end - 1] && row[end] >= 0
    var chargeable = 0
    var lastWeekend = -1
    for day in first..<end where table.weekendOfDay[day] >= 0 && table.weekendOfDay[day] != lastWeekend {
      lastWeekend = table.weekendOfDay[day]
      chargeable += 1
    }
    let countsWeekends = stretch.countsWeekends && chargeable > stretch.weekends
    let weekendCount = countsWeekends ? stretch.weekends + 1 : 1
    let countedClass = stretch.countedClass >= 0 && stretch.mostOfClass < length ? stretch.countedClass : -1
    if countedClass >= 0, stretch.mostOfClass < 0 { return .infinity }
    let countedCount = countedClass >= 0 ? stretch.mostOfClass + 1 : 1
    let sheet = unitCount * weekendCount
    let plane = sheet * countedCount
    if plane > scratchCapacity {
      scratch.deallocate()
      scratchCapacity = plane
      scratch = .allocate(capacity: plane)
    }
    let layer = nodes * plane
    let needed = (length + 1) * layer
    if needed > capacity {
      values.deallocate()
      capacity = needed + needed / 4
      values = .allocate(capacity: capacity)
    }
    let values = self.values
    let isAlive = self.isAlive
    let scratch = self.scratch
    let follows = self.follows

    // The state at the start.
    var startNode = minimumOff - 1
    if first > 0 {
      if row[first - 1] >= 0 {
        var run = 0
        var day = first - 1
        while day >= 0, row[day] >= 0 {
          run += 1
          day -= 1
        }
        if run > maximumRun { return .infinity }
        startNode = minimumOff + (run - 1) * classes + table.classOfType[Int(row[first - 1])]
      } else {
        var run = 0
        var day = first - 1
        while day >= 0, row[day] < 0, run < minimumOff {
          run += 1
          day -= 1
        }
        startNode = day < 0 ? minimumOff - 1 : min(run, minimumOff) - 1
      }
    }
    for node in 0..<nodes { isAlive[node] = node == startNode }
    let startPlane = values + startNode * plane
    startPlane.initialize(repeating: .infinity, count: plane)
    startPlane[0] = 0

    for index in 0..<length {
      let day = first + index
      let from = values + index * layer
      let to = from + layer
      let aliveFrom = isAlive + index * nodes
      let aliveTo = aliveFrom + nodes
      let lowUnits = countsUnits ? max(0, stretch.leastUnits - (length - index) * largest) : 0
      let highUnits = countsUnits ? min(unitCount - 1, index * largest) : 0

      // A day off.
      let offPrice = off[day]
      for target in 0..<minimumOff {
        aliveTo[target] = false
        let plane0 = to + target * plane
        func take(_ source: Int) {
          let origin = from + source * plane
          if aliveTo[target] {
            for cell in 0..<plane {
              let value = origin[cell] + offPrice
              if value < plane0[cell] { plane0[cell] = value }
            }
          } else {
            for cell in 0..<plane { plane0[cell] = origin[cell] + offPrice }
            aliveTo[target] = true
          }
        }
        guard offPrice < .infinity else { continue }
        if target > 0, aliveFrom[target - 1] { take(target - 1) }
        if target == minimumOff - 1, aliveFrom[target] { take(target) }
        if target == 0 {
          for run in 1...max(1, maximumRun) where run <= maximumRun && (run >= minimumRun || run == day) {
            for kind in 0..<classes {
              let source = minimumOff + (run - 1) * classes + kind
              if aliveFrom[source] { take(source) }
            }
          }
        }
      }

      // A duty.
      let isSaturday = table.isSaturday[day]
      let isSunday = table.isSunday[day]
      let settled = sundayIsSettled && day == end - 1
      let prices = work + day * classes
      for run in 0..<maximumRun {
        let base = minimumOff + run * classes
        for kind in 0..<classes {
          let target = base + kind
          let price = prices[kind]
          aliveTo[target] = false
          guard price < .infinity else { continue }
          var origin: UnsafeMutablePointer<Double>?
          var isMixed = false
          if run == 0 {
            // Only after enough days off; those from day 0 on count as enough.
            if aliveFrom[minimumOff - 1] { origin = from + (minimumOff - 1) * plane }
          } else {
            for before in 0..<classes where follows[before * classes + kind] {
              let source = minimumOff + (run - 1) * classes + before
              guard aliveFrom[source] else { continue }
              let candidate = from + source * plane
              if let known = origin {
                if isMixed {
                  for cell in 0..<plane where candidate[cell] < scratch[cell] { scratch[cell] = candidate[cell] }
                } else {
                  for cell in 0..<plane {
                    let left = known[cell]
                    let right = candidate[cell]
                    scratch[cell] = right < left ? right : left
                  }
                  isMixed = true
                }
              } else {
                origin = candidate
              }
            }
          }
          guard let known = origin else { continue }
          let source = isMixed ? scratch : known
          let beginsWeekend = (isSaturday && !settled) || (isSunday && run == 0)
          let charge = countsWeekends && beginsWeekend ? 1 : 0
          let full = beginsWeekend ? price + stretch.weekendPrice : price
          let units = countsUnits ? table.unitsOfClass[kind] : 0
          let destination = to + target * plane
          destination.initialize(repeating: .infinity, count: plane)
          let highest = min(highUnits, unitCount - 1 - units)
          if highest >= lowUnits {
            let step = kind == countedClass ? 1 : 0
            var counted = 0
            while counted + step < countedCount {
              var weekend = 0
              while weekend + charge < weekendCount {
                let read = source + counted * sheet + weekend * unitCount
                let write = destination + (counted + step) * sheet + (weekend + charge) * unitCount + units
                for cell in lowUnits...highest { write[cell] = read[cell] + full }
                weekend += 1
              }
              counted += 1
            }
          }
          aliveTo[target] = true
        }
      }
    }

    // The best end that fits what follows.
    let finish = values + length * layer
    let aliveEnd = isAlive + length * nodes
    var best = Double.infinity
    var bestNode = -1
    var bestCell = -1
    let following = Following(table, person, end: end, isOpen: stretch.isOpen, row: row)
    for node in 0..<nodes where aliveEnd[node] {
      let isAllowed =
        node < minimumOff
        ? following.allows(off: node + 1, person)
        : following.allows(
          run: (node - minimumOff) / classes + 1, kind: (node - minimumOff) % classes, at: end, person, table)
      guard isAllowed else { continue }
      let cells = finish + node * plane
      for weekend in 0..<weekendCount * countedCount {
        for units in (countsUnits ? min(max(0, stretch.leastUnits), unitCount) : 0)..<unitCount {
          let value = cells[weekend * unitCount + units]
          if value < best {
            best = value
            bestNode = node
            bestCell = weekend * unitCount + units
          }
        }
      }
    }
    guard best < .infinity else { return .infinity }

    // The way back.
    var node = bestNode
    var cell = bestCell
    var value = best
    for index in stride(from: length - 1, through: 0, by: -1) {
      let day = first + index
      let from = values + index * layer
      let aliveFrom = isAlive + index * nodes
      var found = -1
      if node < minimumOff {
        answer[day] = -1
        let price = off[day]
        func fits(_ source: Int) -> Bool { aliveFrom[source] && from[source * plane + cell] + price == value }
        if node > 0, fits(node - 1) { found = node - 1 }
        if found < 0, node == minimumOff - 1, fits(node) { found = node }
        if found < 0, node == 0 {
          for run in 1...max(1, maximumRun) where run <= maximumRun && (run >= minimumRun || run == day) {
            for kind in 0..<classes where found < 0 && fits(minimumOff + (run - 1) * classes + kind) {
              found = minimumOff + (run - 1) * classes + kind
            }
          }
        }
      } else {
        let run = (node - minimumOff) / classes
        let kind = (node - minimumOff) % classes
        answer[day] = Int16(truncatingIfNeeded: kind)
        let settled = sundayIsSettled && day == end - 1
        let beginsWeekend = (table.isSaturday[day] && !settled) || (table.isSunday[day] && run == 0)
        let price = beginsWeekend ? work[day * classes + kind] + stretch.weekendPrice : work[day * classes + kind]
        let charge = countsWeekends && beginsWeekend ? 1 : 0
        if kind == countedClass { cell -= sheet }
        cell -= charge * unitCount + (countsUnits ? table.unitsOfClass[kind] : 0)
        if run == 0 {
          found = minimumOff - 1
        } else {
          for before in 0..<classes where follows[before * classes + kind] && found < 0 {
            let source = minimumOff + (run - 1) * classes + before
            if aliveFrom[source], from[source * plane + cell] + price == value { found = source }
          }
        }
      }
      precondition(found >= 0, "the way back through the stretch is lost")
      node = found
      value = from[node * plane + cell]
    }
    return best
  }

  /// What stands right after a stretch.
  private struct Following {
    var isFree: Bool
    /// Class on the day after, -1 for off.
    var kind = -1
    /// Days of the same sort from there on.
    var length = 0
    var touchesEnd = false

    init(_ table: RosterTable, _ person: RosterTable.Person, end: Int, isOpen: Bool, row: UnsafePointer<Int16>) {
      isFree = isOpen || end == table.days
      guard !isFree else { return }
      let isWorked = row[end] >= 0
      if isWorked { kind = table.classOfType[Int(row[end])] }
      var day = end
      while day < table.days, (row[day] >= 0) == isWorked {
        length += 1
        day += 1
      }
      touchesEnd = day == table.days
    }

    func allows(off run: Int, _ person: RosterTable.Person) -> Bool {
      if isFree { return true }
      if kind < 0 { return touchesEnd || run + length >= person.minimumOff }
      return run >= person.minimumOff && (touchesEnd || length >= person.minimumRun)
    }

    func allows(run: Int, kind last: Int, at end: Int, _ person: RosterTable.Person, _ table: RosterTable) -> Bool {
      if isFree { return true }
      if kind < 0 {
        return (run >= person.minimumRun || run == end) && (touchesEnd || length >= person.minimumOff)
      }
      return table.follows[last * table.classes + kind] && run + length <= person.maximumRun
        && (touchesEnd || run == end || run + length >= person.minimumRun)
    }
  }
}
