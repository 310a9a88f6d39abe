import Synchronization
import ZabtaRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A value that is exchanged while threads read it, without a lock for those who read.
///
/// Requests move from thread to thread, so each thread has a reader of its own, made when it first
/// asks. A thread that asks no more keeps the value that it last saw.
final class ThreadReaders<Value: Sendable>: Sendable {
  /// One thread's reader.
  ///
  /// Unchecked: no other thread ever gets at it.
  private final class Own: @unchecked Sendable {
    var reader: Live<Value>.Reader

    init(_ live: Live<Value>) { reader = live.reader() }
  }

  private let live: Live<Value>
  /// Where each thread finds its reader; nil where the system has no more such places.
  private let key: pthread_key_t?
  /// Keeps the readers as long as this is there.
  private let all = Mutex<[Own]>([])

  init(_ value: Value) {
    live = Live(value)
    var key = pthread_key_t()
    self.key = pthread_key_create(&key, nil) == 0 ? key : nil
  }

  deinit {
    if let key { pthread_key_delete(key) }
  }

  /// The value in use.
  var value: Value {
    guard let key else { return live.current }
    if let pointer = pthread_getspecific(key) {
      return Unmanaged<Own>.fromOpaque(pointer).takeUnretainedValue().reader.read { copy $0 }
    }
    let own = Own(live)
    guard pthread_setspecific(key, Unmanaged.passUnretained(own).toOpaque()) == 0 else {
      return live.current
    }
    all.withLock { $0.append(own) }
    return own.reader.read { copy $0 }
  }

  /// Puts another value in its place.
  func replace(with value: Value) { live.replace(with: value) }
}
