"""Mutations: one thing broken in a good dist, many times, to see what the proofs and a real cluster say of each."""
