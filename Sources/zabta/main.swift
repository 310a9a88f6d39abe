import ArgumentParser
print("zabta")
