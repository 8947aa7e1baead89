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
