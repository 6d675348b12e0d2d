"""`mock_aws` of moto and this mock as one. Nothing here imports moto before the user's own code has."""
