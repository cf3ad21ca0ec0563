import OnusModel
import OnusPlugin

/// The records of a run and of those that it made start, told as one story.
///
/// Everything comes in the order of time, and of what has the same time – on a virtual clock that is
/// much – the cause comes before what follows from it, whichever run it stands in.
package struct Story {
    private struct Thread {
        let run: RunID
        var events: ArraySlice<Event>
        var time: Timestamp { events.first?.at ?? .distantFuture }
    }

    private var threads: [Thread]
    /// What others follow from and has not been told yet, each with how often it is still to come.
    private var untold: [Link: Int] = [:]

    /// - Parameter records: a run each with its events in their order, those who start others first.
    package init(_ records: [(run: RunID, events: [Event])]) {
        threads = records.map { Thread(run: $0.run, events: $0.events[...]) }
        for record in records {
            for link in record.events.compactMap({ $0.body.brings(in: record.run) }) {
                untold[link, default: 0] += 1
            }
        }
    }

    package func told() -> [(RunID, Event)] {
        var story = self
        var told: [(RunID, Event)] = []
        while let index = story.next(), let event = story.threads[index].events.popFirst() {
            let run = story.threads[index].run
            told.append((run, event))
            if let link = event.body.brings(in: run) { story.untold[link, default: 1] -= 1 }
        }
        return told
    }

    /// The run whose next event is the earliest of those whose cause has been told.
    private func next() -> Int? {
        let waiting = threads.indices.filter { !threads[$0].events.isEmpty }
        let free = waiting.filter { index in
            guard let event = threads[index].events.first,
                let cause = event.body.follows(in: threads[index].run)
            else { return true }
            return untold[cause, default: 0] == 0
        }
        // WHY: a record that contradicts itself is told all the same.
        return (free.isEmpty ? waiting : free).min {
            (threads[$0].time, $0) < (threads[$1].time, $1)
        }
    }
}

/// What leads from an event of one run to an event of another.
private enum Link: Hashable {
    case beginning(RunID)
    case end(RunID)
    case signal(String)
}

extension EventBody {
    fileprivate func brings(in run: RunID) -> Link? {
        switch self {
        case .callStarted(let call): .beginning(call.run)
        case .rungFired(let rung): rung.started.map { .beginning($0.run) }
        case .runEnded, .runFailed, .runCancelled: .end(run)
        case .signalSent(let sent): .signal(sent.signal.id)
        default: nil
        }
    }

    fileprivate func follows(in run: RunID) -> Link? {
        switch self {
        case .runStarted: .beginning(run)
        case .callReturned(let call): .end(call.run)
        case .callFailed(let call): .end(call.run)
        case .signalReceived(let received): .signal(received.signal.id)
        case .signalKept(let kept): .signal(kept.signal.id)
        default: nil
        }
    }
}
