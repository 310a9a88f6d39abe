public import Synchronization

/// A value that is exchanged while others read it, such as the edition set of a service.
///
/// Whoever reads often takes a ``Reader`` once, one for each thread or long task, and asks through
/// it. A reader keeps the value it last saw and looks at one number to learn whether it is still the one:
/// no lock is taken, nothing is allocated and no reference is counted until the value changes.
/// After a change each reader takes the new value at its next look, and an old value is
/// freed when the last reader has moved on.
///
/// ```swift
/// let live = LiveRules(editions)
/// var reader = live.reader()
/// let isPermitted = reader.read { $0.decide(request, on: now).isPermitted }
/// live.replace(with: newer)
/// ```
public final class Live<Value: Sendable>: Sendable {
  /// Counts the exchanges.
  ///
  /// It is raised after the new value is in place, so whoever sees the new number finds the new value.
  @usableFromInline let generation = Atomic<Int>(0)
  @usableFromInline let value: Mutex<Value>

  /// Begins with a value.
  public init(_ value: Value) {
    self.value = Mutex(value)
  }

  /// The value in use.
  ///
  /// Takes a lock and a copy: for a single question, or to hand the value on.
  public var current: Value {
    value.withLock { $0 }
  }

  /// Puts another value in place of the one in use.
  ///
  /// It does not wait for readers: those in the middle of a question finish it with the old value.
  ///
  /// - Returns: The value that was in use.
  @discardableResult
  public func replace(with newValue: Value) -> Value {
    value.withLock { value in
      let old = value
      value = newValue
      generation.add(1, ordering: .releasing)
      return old
    }
  }

  /// A reader that begins with the value in use.
  public func reader() -> Reader { Reader(self) }

  /// The value with the count of exchanges that belongs to it.
  @usableFromInline
  func snapshot() -> (value: Value, generation: Int) {
    value.withLock { ($0, generation.load(ordering: .relaxed)) }
  }

  /// One thread's or one task's view of a value that is exchanged.
  ///
  /// It cannot be copied, for each reader moves on by itself. A reader that is not used keeps its value
  /// alive; ``refresh()`` lets it go.
  public struct Reader: ~Copyable, Sendable {
    @usableFromInline let live: Live
    @usableFromInline var value: Value
    @usableFromInline var generation: Int

    @usableFromInline
    init(_ live: Live) {
      self.live = live
      (value, generation) = live.snapshot()
    }

    /// Reads the value in use.
    ///
    /// All that is asked within the body is asked of the same value, however many exchanges happen
    /// meanwhile.
    @inlinable @inline(__always)
    public mutating func read<Answer, Failure: Error>(
      _ body: (borrowing Value) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
      if live.generation.load(ordering: .acquiring) != generation { refresh() }
      return try body(value)
    }

    /// Takes the value in use now, and lets an older one go.
    @inlinable @inline(never)
    public mutating func refresh() {
      (value, generation) = live.snapshot()
    }
  }
}

/// The edition set of a service, exchanged for a newer one while others decide.
public typealias LiveRules = Live<EditionSet>
