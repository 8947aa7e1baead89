/// The smallest whole number ≥ 1 for which `isMet` holds, where it holds for every larger number too.
///
/// Starts at `guess`, doubles the step until the answer turns, then bisects: O(log |answer − guess|) questions.
func smallestStaff(startingAt guess: Int, where isMet: (Int) -> Bool) -> Int {
  // `failing` misses (0 agents answer nobody), `meeting` meets.
  var failing = 0
  var meeting = max(1, guess)
  var step = 1
  if isMet(meeting) {
    while meeting - step > failing {
      if isMet(meeting - step) {
        meeting -= step
        step *= 2
      } else {
        failing = meeting - step
      }
    }
  } else {
    failing = meeting
    while !isMet(failing + step) {
      failing += step
      step *= 2
    }
    meeting = failing + step
  }
  while meeting - failing > 1 {
    let middle = failing + (meeting - failing) / 2
    if isMet(middle) { meeting = middle } else { failing = middle }
  }
  return meeting
}

/// The same where the question has a number for an answer: by how much `agents` meet what is asked. The next staff to be
/// asked is where the line through the last two answers crosses 0 (regula falsi, the Illinois way: an end that stays has
/// its margin halved), so that about five questions do at any size.
///
/// - Parameters:
///   - guess: where to begin, ≥ 1.
///   - step: the first step from there, ≥ 1; four times that at most in each that follows.
///   - ask: whether the staff suffices, and its margin: rising with the staff, a hint and nothing more.
func smallestStaff(
  startingAt guess: Int, step: Int, asking ask: (Int) -> (isMet: Bool, margin: Double)
) -> Int {
  var failing = 0
  var meeting: Int?
  var (below, above) = (-1.0, 1.0)
  var (last, lastMargin) = (0, 0.0)
  var reach = step
  var candidate = max(1, guess)
  var isFirst = true
  var previous: Bool?
  while true {
    let answer = ask(candidate)
    // A margin on the wrong side of 0, by rounding, is as good as 0.
    let margin = answer.isMet ? max(answer.margin, 1e-15) : min(answer.margin, -1e-15)
    let slope = isFirst ? 0 : (margin - lastMargin) / Double(candidate - last)
    if answer.isMet {
      (meeting, above) = (candidate, margin)
      if previous == true { below /= 2 }
    } else {
      (failing, below) = (candidate, margin)
      if previous == false { above /= 2 }
    }
    (last, lastMargin, previous, isFirst) = (candidate, margin, answer.isMet, false)
    if let meeting {
      if meeting - failing <= 1 { return meeting }
      if failing > 0 {
        let share = below / (below - above)
        let width = Double(meeting - failing)
        // Both neighbours of the answer have to be asked: aim at the one nearer the known end.
        let aim = Double(failing) + share * width
        candidate = Int((share < 0.5 ? aim.rounded(.up) : aim.rounded(.down)))
        candidate = min(meeting - 1, max(failing + 1, candidate))
        continue
      }
    }
    // No end on the other side yet.
    var wanted = reach
    if slope > 0 { wanted = Int(min(Double(4 * reach), max(1, (abs(margin) / slope).rounded(.up)))) }
    reach = max(wanted, min(reach * 2, 1 << 40))
    candidate = answer.isMet ? max(failing + 1, candidate - wanted) : candidate + wanted
  }
}
