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
    /// First stage of a later week: layers of the last stage of the week before that continue here.
    var weekSources: [Int] = []
  }

  /// - Parameter paidRange: by day and letter less one, least and most paid units of a duty; nil where none can be worked.
  init(_ automaton: RuleAutomaton, paidRange: [[ClosedRange<Int>?]], maximumPaid: [Int]) {
    let dayCount = paidRange.count
    let noSources = [[Int]](repeating: [], count: automaton.letterCount - 1)
    var weeks: [Week] = []
    var stage = Stage(
      layers: [Layer(state: RuleAutomaton.start, lowestPaid: 0, highestPaid: 0, workSources: noSources)])
    for weekStart in stride(from: 0, to: dayCount, by: 7) {
      var stages = [stage]
      let maximum = maximumPaid[weekStart / 7]
      for day in weekStart..<min(dayCount, weekStart + 7) {
        var next: [Int16: Layer] = [:]
        func reach(_ state: Int16, low: Int, high: Int, _ record: (inout Layer) -> Void) {
          guard state != RuleAutomaton.none else { return }
          var layer =
            next[state] ?? Layer(state: Int(state), lowestPaid: low, highestPaid: high, workSources: noSources)
          layer.lowestPaid = min(layer.lowestPaid, low)
          layer.highestPaid = max(layer.highestPaid, high)
          record(&layer)
          next[state] = layer
        }
        for (index, layer) in stage.layers.enumerated() {
          reach(automaton.next(layer.state, .off, on: day), low: layer.lowestPaid, high: layer.highestPaid) {
            $0.offSources.append(index)
          }
          for (place, paid) in paidRange[day].enumerated() {
            guard let paid, layer.lowestPaid + paid.lowerBound <= maximum else { continue }
            reach(
              automaton.next(layer.state, DayLetter(rawValue: place + 1), on: day),
              low: layer.lowestPaid + paid.lowerBound, high: min(maximum, layer.highestPaid + paid.upperBound)
            ) { $0.workSources[place].append(index) }
          }
        }
        stage = Stage(layers: next.sorted { $0.key < $1.key }.map(\.value))
        stages.append(stage)
      }
      weeks.append(Week(stages: stages))
      // What was worked in the week is forgotten, if not by the rules.
      stage = Stage(
        layers: stage.layers.enumerated().map { index, layer in
          Layer(state: layer.state, lowestPaid: 0, highestPaid: 0, workSources: noSources, weekSources: [index])
        })
    }
    self.weeks = weeks
    largestLayerCount = weeks.flatMap(\.stages).map(\.layers.count).max() ?? 1
  }
}
