"""Ways to run the pipeline over many articles: in one process, in several, on a cluster.

Each takes articles in order and gives them back in the same order with their records, or with the error that befell them;
what is computed is the same byte for byte.
"""
