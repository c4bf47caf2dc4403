// The physical limit: Dijkstra by circular buckets of one metre, as plain C++ does it. Reads the very arrays the
// engine searches, and prints the median time and the sum of all costs, so that the answers can be compared.
//
// usage: bucket-reference folder rounds limit...
// folder: first.bin head.bin cost.bin seed-node.bin seed-cost.bin seed-label.bin, all of 32-bit words.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

using Words = std::vector<uint32_t>;

static Words read(const std::string &path) {
	std::FILE *file = std::fopen(path.c_str(), "rb");
	if (file == nullptr) {
		std::fprintf(stderr, "cannot read %s\n", path.c_str());
		std::exit(1);
	}
	std::fseek(file, 0, SEEK_END);
	Words words(std::ftell(file) / 4);
	std::rewind(file);
	const size_t count = std::fread(words.data(), 4, words.size(), file);
	std::fclose(file);
	words.resize(count);
	return words;
}

int main(int argc, char **argv) {
	if (argc < 4) return 2;
	const std::string folder = argv[1];
	const int rounds = std::atoi(argv[2]);
	const Words first = read(folder + "/first.bin"), head = read(folder + "/head.bin");
	const Words cost = read(folder + "/cost.bin"), seedNode = read(folder + "/seed-node.bin");
	const Words seedCost = read(folder + "/seed-cost.bin"), seedLabel = read(folder + "/seed-label.bin");
	const uint32_t never = 0x3fffffff, width = 1000;
	const uint32_t nodes = first.size() - 1;
	std::vector<std::pair<uint32_t, uint32_t>> arcs(head.size());
	uint32_t longest = 0;
	for (size_t arc = 0; arc < head.size(); arc++) {
		arcs[arc] = {head[arc], cost[arc]};
		if (cost[arc] < never) longest = std::max(longest, cost[arc]);
	}
	for (const uint32_t seed : seedCost) {
		if (seed < never) longest = std::max(longest, seed);
	}
	uint32_t size = 1;
	while (size < longest / width + 2) size *= 2;
	std::vector<std::vector<uint32_t>> buckets(size);
	std::vector<uint32_t> reached(nodes), label(nodes);
	for (int argument = 3; argument < argc; argument++) {
		const uint32_t limit = std::strtoul(argv[argument], nullptr, 10);
		std::vector<double> times;
		for (int round = 0; round < rounds; round++) {
			const auto start = std::chrono::steady_clock::now();
			std::fill(reached.begin(), reached.end(), never);
			size_t queued = 0;
			uint32_t lowest = never;
			for (size_t i = 0; i < seedNode.size(); i++) {
				if (seedCost[i] > limit || seedCost[i] >= reached[seedNode[i]]) continue;
				reached[seedNode[i]] = seedCost[i];
				label[seedNode[i]] = seedLabel[i];
				buckets[(seedCost[i] / width) & (size - 1)].push_back(seedNode[i]);
				lowest = std::min(lowest, seedCost[i]);
				queued++;
			}
			for (uint32_t bucket = lowest / width; queued > 0; bucket++) {
				std::vector<uint32_t> &open = buckets[bucket & (size - 1)];
				while (!open.empty()) {
					const uint32_t node = open.back();
					open.pop_back();
					queued--;
					const uint32_t here = reached[node];
					if (here / width != bucket) continue;
					const uint32_t mark = label[node];
					for (uint32_t arc = first[node]; arc < first[node + 1]; arc++) {
						const uint32_t there = here + arcs[arc].second;
						const uint32_t next = arcs[arc].first;
						if (there > limit || there >= reached[next]) continue;
						reached[next] = there;
						label[next] = mark;
						buckets[(there / width) & (size - 1)].push_back(next);
						queued++;
					}
				}
			}
			const auto end = std::chrono::steady_clock::now();
			times.push_back(std::chrono::duration<double, std::milli>(end - start).count());
		}
		unsigned long long sum = 0;
		for (const uint32_t walk : reached) {
			if (walk != never) sum += walk;
		}
		std::sort(times.begin(), times.end());
		std::printf("%u %.6f %llu\n", limit, times[times.size() / 2], sum);
	}
}
