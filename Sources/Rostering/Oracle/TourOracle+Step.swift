/// One day of the dynamic program, eight amounts of paid time at once.
extension TourOracle {
  func step(
    from stage: Int, to targets: [LayerPlan.Layer], restDay: RestPlan.Day,
    bucketCosts: UnsafePointer<Int32>, classCount: Int, maximum: Int, rowCells: Int
  ) {
    let cells = self.cells.base
    let keptOffset = self.keptOffset.base
    let keptCost = self.keptCost.base
    let never = Lanes(repeating: PriceScale.never)
    let rowLength = self.rowLength
    let letterCount = self.letterCount
    let (keptEnd, workRows) = (self.keptEnd.base, self.workRows.base)
    let (wayStart, wayEnd) = (self.wayStart.base, self.wayEnd.base)
    for (index, target) in targets.enumerated() {
      for letter in target.workSources.indices where target.isMerged(letter) {
        merge(
          target.workSources[letter], prices: target.workPrices.isEmpty ? [] : target.workPrices[letter], of: stage,
          classes: restDay.classCount, cells: rowCells, into: index &* letterCount &+ letter)
      }
    }
    for restClass in 0..<classCount {
      // The buckets that end in this class and are not beaten by one with a later start: sorted by falling source class.
      var kept = 0
      restDay.buckets.withUnsafeBufferPointer { buckets in
        for letter in 0..<letterCount {
          var bucketIndex = restDay.targetStarts[letter][restClass]
          let bucketEnd = restDay.targetStarts[letter][restClass + 1]
          var paid = -1
          var cheapest = PriceScale.possibleLimit
          while bucketIndex < bucketEnd {
            let bucket = buckets[bucketIndex]
            if bucket.paid != paid {
              paid = bucket.paid
              cheapest = PriceScale.possibleLimit
            }
            let cost = bucketCosts[bucketIndex]
            if cost < cheapest {
              cheapest = cost
              keptOffset[kept] = bucket.source &* rowLength &- bucket.paid
              keptCost[kept] = cost
              kept &+= 1
            }
            bucketIndex &+= 1
          }
          keptEnd[letter] = kept
        }
      }
      let offSource = restDay.offSource[restClass]
      for (targetIndex, target) in targets.enumerated() {
        let out = cells + row(stage &+ 1, targetIndex, restClass)
        let previous = restClass > 0 ? cells + row(stage &+ 1, targetIndex, restClass &- 1) : nil
        // The letters that lead here with buckets that end in this class.
        var ways = 0
        var start = 0
        for (letter, sources) in target.workSources.enumerated() {
          let end = keptEnd[letter]
          if end > start, let source = sources.first {
            workRows[ways] =
              target.isMerged(letter)
              ? merged.base + ((targetIndex &* letterCount &+ letter) &* classStride &* rowLength &+ leftPad)
              : cells + row(stage, source, 0)
            wayStart[ways] = start
            wayEnd[ways] = end
            ways &+= 1
          }
          start = end
        }
        let low = target.lowestPaid & ~7
        let high = min(target.highestPaid, maximum)
        var cell = 0
        while cell < rowCells {
          var best = never
          if cell >= low, cell <= high {
            if let previous {
              best = loadEight(previous + cell)
            }
            if offSource >= 0 {
              if target.offPrices.isEmpty {
                for source in target.offSources {
                  best = lesser(best, loadEight(cells + (row(stage, source, offSource) &+ cell)))
                }
              } else {
                for (source, price) in zip(target.offSources, target.offPrices) {
                  let way = loadEight(cells + (row(stage, source, offSource) &+ cell)) &+ Lanes(repeating: price)
                  best = lesser(best, way)
                }
              }
            }
            var way = 0
            while way < ways {
              let base = workRows[way] + cell
              let end = wayEnd[way]
              var index = wayStart[way]
              while index < end {
                let cost = Lanes(repeating: keptCost[index])
                best = lesser(best, loadEight(base + keptOffset[index]) &+ cost)
                index &+= 1
              }
              way &+= 1
            }
          }
          storeEight(best, to: out + cell)
          cell &+= 8
        }
      }
    }
  }

  /// The lesser of each cell of several layers of a stage, in the block `index`.
  /// - Parameter prices: what the ways from the layers cost; empty where that is nothing.
  private func merge(
    _ sources: [Int], prices: [Int32], of stage: Int, classes: Int, cells count: Int, into index: Int
  ) {
    for restClass in 0..<classes {
      let out = merged.base + ((index &* classStride &+ restClass) &* rowLength &+ leftPad)
      var cell = 0
      while cell < count {
        var best = Lanes(repeating: PriceScale.never)
        if prices.isEmpty {
          for source in sources { best = lesser(best, loadEight(cells.base + (row(stage, source, restClass) &+ cell))) }
        } else {
          for (source, price) in zip(sources, prices) {
            let way = loadEight(cells.base + (row(stage, source, restClass) &+ cell)) &+ Lanes(repeating: price)
            best = lesser(best, way)
          }
        }
        storeEight(best, to: out + cell)
        cell &+= 8
      }
    }
  }
}
