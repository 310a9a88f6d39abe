import FoundationEssentials
import ZabtaBundle
import ZabtaFuzz

/// Runs one reader under libFuzzer: `ZABTA_FUZZ_TARGET=json zabta-fuzz [OPTION]… [CORPUS]…`.
///
/// libFuzzer starts itself anew for some options with the arguments that it was given, so the name of the
/// reader stands in the environment.
@main struct Driver {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = target
    _ = libFuzzerRunDriver(&count, &arguments) { bytes, count in
      let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
      do throws(Finding) {
        _ = try Driver.target.run(bytes, in: Driver.surroundings)
      } catch {
        fatalError("\(error)")
      }
      return 0
    }
  }

  static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["ZABTA_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("ZABTA_FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
  }()

  private static let surroundings: Surroundings = {
    let root = ProcessInfo.processInfo.environment["ZABTA_ROOT"] ?? "."
    let bundles = ["buy-inverter.privacy", "pumppos.privacy"].compactMap { policy in
      try? [UInt8](Data(contentsOf: URL(filePath: "\(root)/output/\(policy)/bundle-set.json")))
    }
    return target == .questions ? Surroundings(bundles: bundles) : Surroundings()
  }()
}

/// Damages flat files as records and JSON as a tree, mostly.
@_cdecl("LLVMFuzzerCustomMutator")
public func customMutator(
  _ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
  var random = Damage(seed: UInt64(seed))
  let target = Driver.target
  guard target == .flat || target.isJSON, random.below(target == .flat ? 8 : 2) > 0 else {
    return libFuzzerMutate(data, size, limit)
  }
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let damaged: [UInt8]
  if target == .flat {
    guard let records = FlatDamage.damage(bytes, with: [], &random) else {
      return libFuzzerMutate(data, size, limit)
    }
    damaged = records
  } else {
    guard let value = try? JSONParser.parse(bytes) else {
      return libFuzzerMutate(data, size, limit)
    }
    damaged = JSONWriter.write(JSONDamage.damage(value, &random))
  }
  guard damaged.count <= limit, let data else { return libFuzzerMutate(data, size, limit) }
  data.update(from: damaged, count: damaged.count)
  return damaged.count
}

/// What libFuzzer does to bytes (FuzzerInterface.h).
@_silgen_name("LLVMFuzzerMutate")
private func libFuzzerMutate(
  _ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ limit: Int
) -> Int

/// libFuzzer as a library (FuzzerInterface.h): it reads its options and calls the function for each input.
@_silgen_name("LLVMFuzzerRunDriver")
private func libFuzzerRunDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  >,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
