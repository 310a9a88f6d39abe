/// The bytes of a flat file, kept for as long as anything reads them.
///
/// The one thing in a ruleset that references are counted of; the evaluator reads through pointers.
final class FlatMemory: @unchecked Sendable {
  /// The bytes; they begin at a multiple of 8 and never change.
  let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes bytes over.
  ///
  /// - Parameters:
  ///   - bytes: They begin at a multiple of 8, and nobody else changes them.
  ///   - release: Gives the bytes back; called once, when nothing reads them any longer.
  init(
    _ bytes: UnsafeRawBufferPointer,
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.bytes = bytes
    self.release = release
  }

  /// Takes memory over that was allocated.
  convenience init(allocated bytes: UnsafeMutableRawBufferPointer) {
    self.init(UnsafeRawBufferPointer(bytes)) {
      UnsafeMutableRawBufferPointer(mutating: $0).deallocate()
    }
  }

  /// Copies bytes.
  convenience init(copying bytes: UnsafeRawBufferPointer) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyMemory(from: bytes)
    self.init(allocated: copy)
  }

  deinit {
    release(bytes)
  }
}
