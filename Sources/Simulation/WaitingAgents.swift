/// Agents who wait for work, in lists by whom they can serve; each stands in one list at most, the longest waiting first.
///
/// Doubly linked on flat arrays: joining, leaving and looking at the first are O(1).
struct WaitingAgents {
  private var heads: [Int32]
  private var tails: [Int32]
  private var following: [Int32]
  private var preceding: [Int32]
  /// The list of each agent, −1 for none.
  private var listOfAgent: [Int32]

  init(lists: Int, agents: Int) {
    heads = Array(repeating: -1, count: lists)
    tails = Array(repeating: -1, count: lists)
    following = Array(repeating: -1, count: agents)
    preceding = Array(repeating: -1, count: agents)
    listOfAgent = Array(repeating: -1, count: agents)
  }

  /// −1 where the list is empty.
  @inline(__always)
  func first(of list: Int) -> Int32 { heads[list] }

  @inline(__always)
  func holds(_ agent: Int) -> Bool { listOfAgent[agent] >= 0 }

  /// The agent, who must stand in no list, joins the end of one.
  mutating func append(_ agent: Int, to list: Int) {
    listOfAgent[agent] = Int32(list)
    following[agent] = -1
    preceding[agent] = tails[list]
    if tails[list] >= 0 { following[Int(tails[list])] = Int32(agent) } else { heads[list] = Int32(agent) }
    tails[list] = Int32(agent)
  }

  /// Does nothing for an agent who stands in no list.
  mutating func remove(_ agent: Int) {
    let list = Int(listOfAgent[agent])
    guard list >= 0 else { return }
    let (before, after) = (preceding[agent], following[agent])
    if before >= 0 { following[Int(before)] = after } else { heads[list] = after }
    if after >= 0 { preceding[Int(after)] = before } else { tails[list] = before }
    listOfAgent[agent] = -1
  }
}
