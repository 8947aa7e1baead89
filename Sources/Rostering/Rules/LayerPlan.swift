/// The rules over days as the oracle sees them: for each day a short list of *layers*, the states of the person's automaton
/// that can be reached, with the paid time that can have been worked in the week by then.
struct LayerPlan: Sendable {
  /// One entry for the start of each week and one after each of its days.
  var weeks: [Week]
  var largestLayerCount: Int

  struct Week: Sendable {
    /// `stages[0]` is the start of the week; `stages[i + 1]` follows its day `i`.
    var stages: [Stage]
  }

  struct Stage: Sendable {
    var layers: [Layer]
  }

  struct Layer: Hashable, Sendable {
    /// State of the automaton.
    var state: Int
    /// Range of paid units that can have been reached.
    var lowestPaid: Int
    var highestPaid: Int
    /// By letter less one, layers of the stage before from which a duty of that letter leads here.
    var workSources: [[Int]]
    /// Layers of the stage before from which a day off leads here.
    var offSources: [Int] = []
    /// What those ways cost by the rules, parallel to the sources; empty where no rule has a price.
    var workPrices: [[Int32]]
    var offPrices: [Int32] = []
    /// First stage of a later week: layers of the last stage of the week before that continue here.
    var weekSources: [Int] = []

    /// What the way from a source of a day off costs.
    func offPrice(_ place: Int) -> Int32 { offPrices.isEmpty ? 0 : offPrices[place] }

    /// Whether the row of a letter, counted from 0, is made of several sources, or of one and its price.
    @inline(__always)
    func isMerged(_ letter: Int) -> Bool {
      let sources = workSources[letter]
      return sources.count > 1 || !sources.isEmpty && !workPrices.isEmpty && workPrices[letter][0] != 0
    }
  }

  /// - Parameter paidRange: by day and letter less one, least and most paid units of a duty; nil where none can be worked.
  init(_ automaton: RuleAutomaton, paidRange: [[ClosedRange<Int>?]], maximumPaid: [Int]) {
    let dayCount = paidRange.count
    let noSources = [[Int]](repeating: [], count: automaton.letterCount - 1)
    let isPriced = automaton.isPriced
    let noPrices = isPriced ? [[Int32]](repeating: [], count: automaton.letterCount - 1) : []
    func layer(_ state: Int, low: Int, high: Int, after source: Int? = nil) -> Layer {
      Layer(
        state: state, lowestPaid: low, highestPaid: high, workSources: noSources, workPrices: noPrices,
        weekSources: source.map { [$0] } ?? [])
    }
    var weeks: [Week] = []
    var stage = Stage(layers: [layer(RuleAutomaton.start, low: 0, high: 0)])
    for weekStart in stride(from: 0, to: dayCount, by: 7) {
      var stages = [stage]
      let maximum = maximumPaid[weekStart / 7]
      for day in weekStart..<min(dayCount, weekStart + 7) {
        var next: [Int16: Layer] = [:]
        func reach(_ state: Int16, low: Int, high: Int, _ record: (inout Layer) -> Void) {
          guard state != RuleAutomaton.none else { return }
          var reached = next[state] ?? layer(Int(state), low: low, high: high)
          reached.lowestPaid = min(reached.lowestPaid, low)
          reached.highestPaid = max(reached.highestPaid, high)
          record(&reached)
          next[state] = reached
        }
        for (index, layer) in stage.layers.enumerated() {
          reach(automaton.next(layer.state, .off, on: day), low: layer.lowestPaid, high: layer.highestPaid) {
            $0.offSources.append(index)
            if isPriced { $0.offPrices.append(automaton.price(layer.state, .off, on: day)) }
          }
          for (place, paid) in paidRange[day].enumerated() {
            guard let paid, layer.lowestPaid + paid.lowerBound <= maximum else { continue }
            let letter = DayLetter(rawValue: place + 1)
            reach(
              automaton.next(layer.state, letter, on: day),
              low: layer.lowestPaid + paid.lowerBound, high: min(maximum, layer.highestPaid + paid.upperBound)
            ) {
              $0.workSources[place].append(index)
              if isPriced { $0.workPrices[place].append(automaton.price(layer.state, letter, on: day)) }
            }
          }
        }
        stage = Stage(layers: next.sorted { $0.key < $1.key }.map(\.value))
        stages.append(stage)
      }
      weeks.append(Week(stages: stages))
      // What was worked in the week is forgotten, if not by the rules.
      stage = Stage(
        layers: stage.layers.enumerated().map { index, last in layer(last.state, low: 0, high: 0, after: index) })
    }
    self.weeks = weeks
    largestLayerCount = weeks.flatMap(\.stages).map(\.layers.count).max() ?? 1
  }
}
