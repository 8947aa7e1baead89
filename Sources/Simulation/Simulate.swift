public import Searching
internal import Synchronization

/// Plays a rota against random demand, many times over.
///
/// Contacts arrive as a Poisson process whose rate follows the forecast times a random factor for each day; handle times
/// are log-normal, patience exponential. Whoever is in position and free takes the contact: those assigned to its queue
/// first, of them the most specialised, of them the longest idle; who becomes free takes from their own queue first.
/// Breaks and ends of duties wait for the contact in hand, and a late break keeps its length. Unplanned shrinkage takes
/// agents for whole duties, planned shrinkage for a while at a time.
///
/// Each replication has random numbers of its own, named by seed, queue, day, person and duty: the answer does not depend
/// on the number of threads, and two models with the same seed meet the same luck, so that their difference can be
/// measured closely (`pairedDifference`).
///
/// - Parameter stop: raised from outside, ends the work; what is there then is returned.
/// - Precondition: at least two replications; every array of the model as long as it says.
/// - Returns: nil when stopped before two replications were done.
/// - Complexity: O(contacts × log agents) a replication, about half a microsecond a contact.
public func simulate(
  _ model: SimulationModel, options: SimulationOptions, confidence: Double = 0.95, stop: StopFlag = StopFlag()
) -> SimulationOutcome? {
  precondition(options.replications >= 2, "a simulation needs at least two replications")
  for queue in model.queues {
    precondition(
      queue.arrivals.count == model.slotCount && queue.handleTime.count == model.slotCount
        && queue.dayOfSlot.count == model.slotCount && queue.open.count == model.slotCount
        && queue.shrinkage.count == model.slotCount && queue.pace.count == queue.concurrency
        && (queue.plannedShrinkage.isEmpty || queue.plannedShrinkage.count == model.slotCount),
      "a queue's arrays must be as long as the model says")
  }
  let table = RoutingTable(model, routing: options.routing)
  let results = Mutex<[(tally: Tally, conservation: [Conservation])?]>(
    Array(repeating: nil, count: options.replications))
  let threads = max(1, min(options.threads, options.replications))
  _ = blockingOnOwnThreads(count: threads, threads: threads) { thread in
    var index = thread
    while index < options.replications, !stop.isRaised {
      var mixer = SeededGenerator(seed: options.seed, stream: UInt64(index))
      var replication = Replication(model, table: table, seed: mixer.next(), absence: options.absence)
      replication.run()
      let done = (replication.tally, replication.conservation)
      results.withLock { $0[index] = done }
      index += threads
    }
  }
  let done = results.withLock { $0.compactMap { $0 } }
  guard done.count >= 2 else { return nil }
  return OutcomeBuilder(
    model: model, tallies: done.map(\.tally), conservations: done.map(\.conservation), confidence: confidence
  ).outcome()
}
